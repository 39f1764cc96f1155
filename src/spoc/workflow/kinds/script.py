"""A small script in Python that can reach nothing but what it is given."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.workflow import sandbox
from spoc.workflow.base import ActionKind, Errand, Outcome, Setting
from spoc.workflow.rules.actions import Json

LONGEST = 20_000
WHY_NOT = {
    "machine": _("Scripts are kept in by a filter that is not written for this sort of machine."),
    "kernel": _("The kernel of this machine does not let a script be shut in."),
    "start": _("The process that would keep a script in does not start here."),
    "open": _("A script could reach out of where it is kept on this machine."),
}
WENT_WRONG = {
    "time": _("The script took longer than it may."),
    "memory": _("The script took more memory than it may."),
    "size": _("The script answered more than it may."),
    "plain": _("The script's result is not made of plain values."),
    "start": _("The script ended without an answer."),
}


class Script(ActionKind):
    """Thinks: from what it is given it makes what the process goes on with."""

    key = "script"
    label = _("Script")
    hint = _("Computes something in Python; it reaches no file, no network and no other program")
    asks_inputs = True
    settings: ClassVar[tuple[Setting, ...]] = (
        Setting(
            "script",
            _("Script"),
            _("What it is given is in inputs, what it leaves in result is what the process gets"),
            default="result = {}\n",
            is_long=True,
        ),
    )

    @classmethod
    def available(cls) -> str:
        """Return what this machine refuses of the sandbox."""
        why = sandbox.why_not()
        return str(WHY_NOT.get(why, WHY_NOT["kernel"])) if why else ""

    def missing(self) -> dict[str, str]:
        """Return where the script is no Python."""
        if len(self.told["script"]) > LONGEST:
            return {"script": gettext("This is longer than a script may be: 20,000 signs.")}
        try:
            compile(self.told["script"], "script", "exec")
        except (SyntaxError, ValueError) as fault:
            line = getattr(fault, "lineno", None) or 1
            words = gettext("Python does not understand line %(line)s.") % {"line": line}
            return {"script": words}
        return {}

    def check(self) -> None:
        """Say why no script runs here."""
        if why := self.available():
            raise OSError(why)

    def run(self, inputs: Mapping[str, Json], *, key: str, errand: Errand) -> Outcome:
        """Run it and return what it left."""
        ran = sandbox.run(self.told["script"], inputs)
        if ran.why in ("machine", "kernel"):
            return Outcome(False, problem=str(WHY_NOT[ran.why]))
        if ran.why:
            said = WENT_WRONG.get(ran.why)
            words = str(said) if said else gettext("The script failed.") + f" {ran.problem}"
            return Outcome(False, log=ran.printed, problem=words)
        return Outcome(True, result=ran.result, log=ran.printed)

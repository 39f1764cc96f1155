"""An activity of this desk that is marked for processes, in the name of a service person."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.kit.errors import Refusal
from spoc.kit.nouns import noun_of
from spoc.workflow.allowed import allowed, allowed_as
from spoc.workflow.base import ActionKind, Errand, Outcome, Setting
from spoc.workflow.rules.actions import Json, Wanted


class Activity(ActionKind):
    """Does something at this desk: all or nothing with what is noted of it."""

    key = "activity"
    label = _("Activity of the desk")
    hint = _("Answers the requester, adds a task and the like, in the name of a person you choose")
    is_here: ClassVar[bool] = True

    @classmethod
    def asked(cls) -> tuple[Setting, ...]:
        """Return which of the marked activities it is."""
        choices = tuple((each.key, each.label) for each in allowed())
        return (Setting("activity", _("Activity"), choices=choices),)

    @classmethod
    def available(cls) -> str:
        """Return that nothing is marked, where that is so."""
        return "" if allowed() else gettext("No activity is marked for processes.")

    def wanted(self) -> list[Wanted]:
        """Return what the activity is given."""
        marked = allowed_as(self.told["activity"])
        return list(marked.wanted) if marked else []

    def check(self) -> None:
        """Say where the activity is not marked any more."""
        if allowed_as(self.told["activity"]) is None:
            raise OSError(gettext("This activity is not marked for processes any more."))

    def run(self, inputs: Mapping[str, Json], *, key: str, errand: Errand) -> Outcome:
        """Do it to the record, in the name of whom it runs as."""
        marked = allowed_as(self.told["activity"])
        if marked is None or errand.about is None or noun_of(errand.about).key != marked.noun:
            return Outcome(False, problem=gettext("There is no record this could be done to."))
        try:
            return Outcome(True, marked.does(errand.about, errand.by, inputs), log=marked.key)
        except Refusal as refusal:
            return Outcome(False, log=marked.key, problem=refusal.sentence)

"""The words people read for the rota."""

from django.utils.translation import gettext_lazy as _

from spoc.rota.rules import NoPattern

KIND = {"desk": _("At the desk"), "on_call": _("On call")}
RANK = {"1": _("First"), "2": _("Backup")}
ABSENCE = {
    "leave": _("Leave"),
    "illness": _("Illness"),
    "training": _("Training"),
    "other": _("Something else"),
}
PRESENCE = {
    "here": _("Here"),
    "away": _("Away"),
    "not_taking": _("Here, and takes no new work"),
}
TABLES = {"shift_kind": KIND, "shift_rank": RANK, "absence_kind": ABSENCE, "presence": PRESENCE}

# why something is no shift
WHY = {
    "order": _("It ends before it begins."),
    "length": _("It is longer than a month: write it as one that comes again."),
    "rule": _("Its rule is none we can follow: %(said)s."),
    "rules": _("It has several rules: write one event for each."),
    "never": _("By its rule it never comes: %(said)s."),
    "range": _("It changes all that follow: write those as an event of their own."),
    "zone": _("There is no time zone %(said)s."),
    "begins": _("It does not say when it begins."),
    "ends": _("It does not say when it ends."),
    "broken": _("Something in it cannot be read: %(said)s."),
    "file": _("This is no calendar file: choose one whose name ends in .ics."),
    "size": _("The file is too large: divide it into several."),
    "events": _("There are more than %(said)s events in it: divide it into several."),
}


def why(problem: NoPattern) -> str:
    """Say why something is no shift."""
    return say_why(problem.why, problem.said)


def say_why(code: str, said: str) -> str:
    """Say why, by its code."""
    words = str(WHY.get(code, WHY["broken"]))
    return words % {"said": said} if "%(said)" in words else words

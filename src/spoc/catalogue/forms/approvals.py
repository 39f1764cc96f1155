"""What may be typed about who approves an order."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.rules.approvals import ApprovalRule
from spoc.catalogue.words import APPROVAL_RULE, APPROVER
from spoc.people.access import visible_to
from spoc.people.models import Person
from spoc.people.queries import called

# as many as the page offers rows for at once
PLACES = range(1, 7)


class ApprovalsForm(forms.Form):
    """Who approves, in which order, and above which sum; a row without anybody counts nothing."""

    rule = forms.ChoiceField(
        label=_("How they approve"), choices=list(APPROVAL_RULE.items()), initial="sequence"
    )
    quorum = forms.IntegerField(
        label=_("How many of them"), min_value=1, max_value=12, required=False
    )
    days = forms.IntegerField(
        label=_("Working days to answer"),
        min_value=1,
        max_value=60,
        initial=10,
        help_text=_("After that the order is refused"),
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        who = [("", _("Nobody")), *APPROVER.items()]
        for place in PLACES:
            about = {"place": place}
            self.fields[f"who_{place}"] = forms.ChoiceField(
                label=_("Approver %(place)s") % about, choices=who, required=False
            )
            self.fields[f"person_{place}"] = forms.CharField(
                label=_("Name or mail address of approver %(place)s") % about,
                max_length=254,
                required=False,
            )
            self.fields[f"above_{place}"] = forms.DecimalField(
                label=_("Only above this sum, approver %(place)s") % about,
                min_value=Decimal(0),
                max_digits=12,
                decimal_places=2,
                required=False,
                localize=True,
            )

    @property
    def places(self) -> list[tuple[Any, Any, Any]]:
        """The rows of the form, one for each approver."""
        return [(self[f"who_{n}"], self[f"person_{n}"], self[f"above_{n}"]) for n in PLACES]

    def clean(self) -> dict[str, Any]:
        """Find each named person among those the reader may know."""
        given: dict[str, Any] = super().clean() or {}
        people = visible_to(self.viewer).filter(is_active=True)
        for place in PLACES:
            if given.get(f"who_{place}") != "person":
                continue
            found = called(people, str(given.get(f"person_{place}") or "").strip())
            if found is None:
                self.add_error(f"person_{place}", _("Nobody, or more than one, is called so."))
            given[f"found_{place}"] = found
        return given

    def approvals(self) -> dict[str, object]:
        """Return the rule as it is kept."""
        given = self.cleaned_data
        approvers = [
            {
                "who": given[f"who_{place}"],
                "person": _key(given.get(f"found_{place}")),
                "above": _plain(given.get(f"above_{place}")),
            }
            for place in PLACES
            if given.get(f"who_{place}")
        ]
        return {
            "rule": given["rule"],
            "quorum": given.get("quorum") or 0,
            "days": given["days"],
            "approvers": approvers,
        }


def known_approvals(rule: ApprovalRule, people: dict[int, Person]) -> dict[str, Any]:
    """Return what the form of a rule begins with."""
    found: dict[str, Any] = {"rule": rule.rule, "quorum": rule.quorum or None, "days": rule.days}
    for place, each in zip(PLACES, rule.approvers, strict=False):
        person = people.get(each.person or 0)
        found |= {f"who_{place}": each.who, f"above_{place}": each.above}
        found[f"person_{place}"] = person.name if person else ""
    return found


def _key(person: Person | None) -> int | None:
    return person.pk if person else None


def _plain(above: Decimal | None) -> str | None:
    return None if above is None else str(above)

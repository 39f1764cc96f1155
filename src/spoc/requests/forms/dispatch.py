"""What may be typed about a rule of dispatch."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.queries import live_items
from spoc.people.access import communities_visible_to, teams_visible_to
from spoc.people.models import Person, Team
from spoc.requests.dispatch_words import HOURS, STRATEGY
from spoc.requests.models import DispatchRule
from spoc.requests.rules import TYPES
from spoc.requests.words import PRIORITY, TYPE
from spoc.service_levels.access import calendars_visible_to

ANY = ("", _("any"))
MOST_PLACES = 10_000


class AnyOf(forms.ModelChoiceField):
    """One of the rows offered, or any; which are offered is said when it is shown."""

    def __init__(self, label: Any, help_text: Any = "") -> None:
        super().__init__(
            None, label=label, help_text=help_text, required=False, empty_label=_("any")
        )


class RuleForm(forms.Form):
    """A rule as the table has it."""

    name = forms.CharField(label=_("Name"), max_length=80)
    place = forms.IntegerField(
        label=_("Place in the table"),
        min_value=1,
        max_value=MOST_PLACES,
        help_text=_("The first rule that fits decides"),
    )
    service = AnyOf(_("Service"))
    type = forms.ChoiceField(
        label=_("Type"), required=False, choices=[ANY, *((t, TYPE[t]) for t in TYPES[1:])]
    )
    category = AnyOf(_("Category"))
    community = AnyOf(_("Community"))
    item = AnyOf(_("Configuration item"), _("One the request is linked to"))
    words = forms.CharField(
        label=_("Words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Beginnings of words in the title or the text, between commas: one is enough"),
    )
    priorities = forms.TypedMultipleChoiceField(
        label=_("Priority"),
        required=False,
        coerce=int,
        choices=[(key, words) for key, words in PRIORITY.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means any"),
    )
    calendar = AnyOf(_("Hours of"))
    hours = forms.ChoiceField(label=_("Hours"), required=False, choices=[ANY, *HOURS.items()])
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Goes to"),
        required=False,
        empty_label=_("The team of its service"),
    )
    strategy = forms.ChoiceField(
        label=_("Which person"),
        choices=list(STRATEGY.items()),
        help_text=_("Only who is here, not away, and takes more work"),
    )
    most_open = forms.IntegerField(
        label=_("At most so many open for each person"),
        required=False,
        min_value=1,
        max_value=1_000,
        help_text=_("Beside what each says they take; then it goes to the team"),
    )
    is_active = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {
            "service": services_visible_to(viewer).order_by("name"),
            "category": categories_visible_to(viewer).order_by("name"),
            "community": communities_visible_to(viewer).order_by("name"),
            "item": live_items(items_visible_to(viewer)),
            "calendar": calendars_visible_to(viewer).filter(is_active=True).order_by("name"),
            "team": teams_visible_to(viewer).order_by("tier", "sort_name"),
        }
        for name, rows in offered.items():
            field: Any = self.fields[name]
            field.queryset = rows

    def clean_words(self) -> list[str]:
        """Return the words, each once."""
        words = str(self.cleaned_data["words"]).replace("\n", ",").split(",")
        return list(dict.fromkeys(word.strip().lower() for word in words if word.strip()))


def known(rule: DispatchRule) -> dict[str, object]:
    """Return what the form of a rule begins with."""
    plain = ("name", "type", "priorities", "hours", "strategy", "most_open", "is_active")
    keys = ("service", "category", "community", "item", "calendar", "team")
    found: dict[str, object] = {field: getattr(rule, field) for field in plain}
    found |= {field: getattr(rule, f"{field}_id") for field in keys}
    return {**found, "place": rule.rank, "words": ", ".join(rule.words)}

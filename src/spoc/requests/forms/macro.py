"""What may be typed about macros, their steps and text snippets."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import label
from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.queries import live_services
from spoc.people.access import teams_visible_to
from spoc.people.models import Person, Team
from spoc.requests.choices import OFFERED_RELATIONS
from spoc.requests.macro_access import may_share
from spoc.requests.macro_words import AUDIENCE
from spoc.requests.models import Snippet
from spoc.requests.models.macro import Prepared
from spoc.requests.queries.mentions import desk_people
from spoc.requests.rules.guards import VERIFICATIONS
from spoc.requests.rules.macro import MOST_DAYS, MOST_HOURS, MOST_PEOPLE, Step
from spoc.requests.rules.words import CLOSURE_CODES, HELD_FOR, METHODS, TYPES
from spoc.requests.words import (
    CLOSURE,
    IMPACT,
    LOST,
    METHOD,
    PENDING,
    TYPE,
    URGENCY,
    VERIFICATION,
)

AS_IT_IS = ("", _("As it is"))
Choices = list[tuple[str, Any]]


class PreparedForm(forms.Form):
    """What macros and snippets share: names in both languages, and for whom it is."""

    name = forms.CharField(label=_("Name in English"), max_length=120)
    swedish = forms.CharField(label=_("Name in Swedish"), max_length=120, required=False)
    audience = forms.ChoiceField(label=_("For whom"))
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Team"), required=False, empty_label=_("Choose")
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = [each for each in teams_visible_to(viewer) if may_share(viewer, "team", each)]
        audience: Any = self.fields["audience"]
        team: Any = self.fields["team"]
        offered = {
            "mine": True,
            "team": bool(teams),
            "everybody": may_share(viewer, "everybody", None),
        }
        audience.choices = [(each, AUDIENCE[each]) for each, may in offered.items() if may]
        team.queryset = teams_visible_to(viewer).filter(pk__in=[each.pk for each in teams])

    def particulars(self) -> dict[str, Any]:
        """Return what the activities are told: the names by language."""
        given = dict(self.cleaned_data)
        swedish = given.pop("swedish")
        return {**given, "names": {"sv": swedish} if swedish else {}}


class MacroForm(PreparedForm):
    """A macro beside its steps."""

    words = forms.CharField(
        label=_("What it is for"), max_length=300, required=False, help_text=_("In one sentence")
    )


class SnippetForm(PreparedForm):
    """A text in both languages."""

    en = forms.CharField(
        label=_("Text in English"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    sv = forms.CharField(
        label=_("Text in Swedish"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )

    def particulars(self) -> dict[str, Any]:
        """Return what the activities are told: the texts by language too."""
        given = super().particulars()
        return {**given, "texts": {each: given.pop(each) for each in ("en", "sv")}}


class StepForm(forms.Form):
    """One step of a macro: the fields that its kind has."""

    def __init__(self, *args: Any, does: str, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.does = does
        for name in FIELDS[does]:
            self.fields[name] = MAKERS[name](viewer)

    def step(self) -> Step:
        """Return the step as it was typed; what was left empty is left out."""
        given = {name: _plain(value) for name, value in self.cleaned_data.items()}
        return {"do": self.does, **{name: value for name, value in given.items() if value}}


def known_prepared(row: Prepared) -> dict[str, object]:
    """Return what the form of a macro or a snippet begins with."""
    texts = row.texts if isinstance(row, Snippet) else {}
    own = {"name": row.name, "swedish": row.names.get("sv", ""), "audience": row.audience}
    return {**own, "team": row.team_id, "words": getattr(row, "words", ""), **texts}


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def _choice(label: Any, choices: Choices, help_text: Any = "") -> forms.Field:
    return forms.ChoiceField(label=label, choices=choices, required=False, help_text=help_text)


def _text(label: Any) -> forms.Field:
    return forms.CharField(
        label=label, required=False, widget=forms.Textarea(attrs={"rows": 5}), max_length=20_000
    )


def _number(label: Any, least: int, most: int, help_text: Any = "") -> forms.Field:
    return forms.IntegerField(
        label=label, required=False, min_value=least, max_value=most, help_text=help_text
    )


def _tick(label: Any, help_text: Any = "") -> forms.Field:
    return forms.BooleanField(label=label, required=False, help_text=help_text)


def _words_of(table: Any, codes: Any) -> Choices:
    return [(code, table[code]) for code in codes]


def _services(viewer: Person) -> Choices:
    return [AS_IT_IS, *((each.key, str(each)) for each in live_services())]


def _categories(viewer: Person) -> Choices:
    rows = categories_visible_to(viewer).filter(is_live=True).order_by("name")
    return [AS_IT_IS, *((each.key, str(each)) for each in rows)]


def _teams(viewer: Person) -> Choices:
    return [("", _("Their own")), *((t.key, t.name) for t in teams_visible_to(viewer))]


def _people(viewer: Person, nobody: Any) -> Choices:
    rows = desk_people(viewer).order_by("sort_name")[:500]
    me = ("me", _("Whoever runs it"))
    return [("", nobody), me, *((str(each.pk), each.name) for each in rows)]


def _hands(viewer: Person) -> Choices:
    nobody, *people = _people(viewer, _("Nobody yet"))
    return [nobody, ("assignee", _("Whoever has the request")), *people]


FIELDS = {
    "classify": (
        *("type", "service", "category", "affected", "lost", "impact", "urgency"),
        "why",
    ),
    "assign": ("team", "assignee"),
    "reply": ("en", "sv"),
    "note": ("en", "sv"),
    "tag": ("tag",),
    "link": ("other", "relation"),
    "watch": ("person",),
    "tasks": ("lines", "whose", "hours"),
    "pause": ("reason", "days", "en", "sv"),
    "resolve": ("en", "sv", "method", "code", "minutes", "verification", "is_now", "is_gap"),
}
MAKERS: dict[str, Callable[[Person], forms.Field]] = {
    "type": lambda viewer: _choice(_("Type"), [AS_IT_IS, *_words_of(TYPE, TYPES[1:])]),
    "service": lambda viewer: _choice(_("Service"), _services(viewer)),
    "category": lambda viewer: _choice(_("Category"), _categories(viewer)),
    "affected": lambda viewer: _number(_("How many are affected"), 1, MOST_PEOPLE),
    "lost": lambda viewer: _choice(_("What they cannot do"), [AS_IT_IS, *LOST.items()]),
    "impact": lambda viewer: _choice(_("Impact"), [AS_IT_IS, *IMPACT.items()]),
    "urgency": lambda viewer: _choice(_("Urgency"), [AS_IT_IS, *URGENCY.items()]),
    "why": lambda viewer: forms.CharField(
        label=_("Why it is classified anew"), required=False, max_length=300
    ),
    "team": lambda viewer: _choice(_("Team"), _teams(viewer)),
    "assignee": lambda viewer: _choice(_("Person"), _people(viewer, _("Nobody: to the team"))),
    "en": lambda viewer: _text(_("Text in English")),
    "sv": lambda viewer: _text(_("Text in Swedish")),
    "tag": lambda viewer: forms.CharField(label=_("Tags"), required=False, max_length=200),
    "other": lambda viewer: _number(_("Number of the request"), 1, 999_999_999),
    "relation": lambda viewer: _choice(
        _("How"), [(code, label("relation", code)) for code in OFFERED_RELATIONS]
    ),
    "person": lambda viewer: _choice(_("Person"), _people(viewer, _("Choose"))),
    "lines": lambda viewer: _text(_("Tasks, one a line")),
    "whose": lambda viewer: _choice(_("Whose they are"), _hands(viewer)),
    "hours": lambda viewer: _number(
        _("Due after so many working hours"), 1, MOST_HOURS, _("By the calendar of the request")
    ),
    "reason": lambda viewer: _choice(_("It waits for"), _words_of(PENDING, HELD_FOR)),
    "days": lambda viewer: _number(
        _("For so many days"), 1, MOST_DAYS, _("For an agreed time: it goes on at eight")
    ),
    "method": lambda viewer: _choice(_("How"), _words_of(METHOD, METHODS)),
    "code": lambda viewer: _choice(_("Result"), _words_of(CLOSURE, CLOSURE_CODES)),
    "minutes": lambda viewer: _number(_("Minutes it took"), 0, 1440),
    "verification": lambda viewer: _choice(
        _("Verified by"), [("", _("Not said")), *_words_of(VERIFICATION, VERIFICATIONS)]
    ),
    "is_now": lambda viewer: _tick(
        _("Restored or delivered now"), _("What an incident and a delivery need")
    ),
    "is_gap": lambda viewer: _tick(_("No guide existed"), _("What information needs")),
}

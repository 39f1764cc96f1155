"""Views as people read them: what each asks for in words, and what its form offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from spoc.audit.activities import label
from spoc.people.access import teams_visible_to
from spoc.people.models import Person
from spoc.requests import view_access
from spoc.requests.models import View
from spoc.requests.queries.shape import Choices, ViewField
from spoc.requests.queries.view_fields import fields_for
from spoc.requests.rules.view import Condition, Group, read
from spoc.requests.view_words import FLAG, MATCH, WHEN


@dataclass(frozen=True, slots=True)
class Listed:
    """A view in the list of views."""

    view: View
    asks: str
    audience: str
    is_pinned: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition of the form: what it may ask, and how its value is chosen or written."""

    kind: str
    operators: Choices
    operator: str
    choices: Choices
    is_several: bool
    needs_value: bool


def listed(person: Person, views: Sequence[View]) -> list[Listed]:
    """Return views as the list of them shows each."""
    fields, words = fields_for(person), Words(person)
    pins = set(view_access.pins_of(person).values_list("view_id", flat=True))
    return [
        Listed(
            each,
            words.of(read(each.conditions), fields),
            each.team.name if each.team else label("view_audience", each.audience),
            each.pk in pins,
            view_access.may_change(person, each),
        )
        for each in views
    ]


class Words:
    """What conditions say in words, with the choices of each field looked up once."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.known: dict[str, dict[str, str]] = {}

    def of(self, group: Group, fields: Mapping[str, ViewField]) -> str:
        """Return a group of conditions in words."""
        parts = [
            f"({self.of(part, fields)})" if isinstance(part, Group) else self.one(part, fields)
            for part in group.parts
        ]
        joined = (
            _("%(first)s and %(second)s") if group.match == "all" else _("%(first)s or %(second)s")
        )
        said = parts[0]
        for part in parts[1:]:
            said = joined % {"first": said, "second": part}
        return said

    def one(self, condition: Condition, fields: Mapping[str, ViewField]) -> str:
        """Return one condition in words."""
        field = fields.get(condition.field)
        if field is None:
            return _("a field there is no more")
        operator = label("view_operator", condition.operator)
        said = {"field": field.label, "is": operator}
        if not condition.values:
            return _("%(field)s %(is)s") % said
        values = ", ".join(self.value(field, each) for each in condition.values)
        return _("%(field)s %(is)s %(value)s") % {**said, "value": values}

    def value(self, field: ViewField, value: str) -> str:
        """Return a value as it is called; as it is kept where it is called nothing any more."""
        if field.choices and field.key not in self.known:
            self.known[field.key] = dict(field.choices(self.person))
        words: Mapping[str, Any] = self.known.get(field.key, {})
        words = {"moment": WHEN, "flag": FLAG}.get(field.kind, words)
        return str(words.get(value, value))


def asked(field: ViewField, operator: str, person: Person) -> Asked:
    """Return what the form offers for a condition on this field."""
    operators = field.operators
    chosen = operator if operator in operators else operators[0]
    words = {"moment": WHEN, "flag": FLAG}.get(field.kind)
    offered = field.choices(person) if field.choices else []
    return Asked(
        kind=field.kind,
        operators=[(each, label("view_operator", each)) for each in operators],
        operator=chosen,
        choices=[(code, str(said)) for code, said in words.items()] if words else offered,
        is_several=chosen in ("one_of", "none_of"),
        needs_value=chosen not in ("empty", "filled"),
    )


def offered_in_form(person: Person) -> dict[str, Any]:
    """Return what the form of a view offers beside its conditions."""
    fields = list(fields_for(person).values())
    sorts = [(each.key, str(each.label)) for each in fields if each.is_sorted]
    both = [("", _("%(field)s, rising")), ("-", _("%(field)s, falling"))]
    teams = teams_visible_to(person).filter(pk__in=person.team_ids).order_by("sort_name")
    return {
        "fields": [(each.key, str(each.label)) for each in fields],
        "columns": [(each.key, str(each.label)) for each in fields if each.is_listed],
        "groupings": [(each.key, str(each.label)) for each in fields if each.is_grouped],
        "sorts": [(f"{s}{key}", w % {"field": said}) for key, said in sorts for s, w in both],
        "teams": [(str(team.pk), team.name) for team in teams],
        "matches": [(key, str(words)) for key, words in MATCH.items()],
        "may_share": view_access.may_share_with_everybody(person),
    }

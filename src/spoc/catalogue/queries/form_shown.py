"""A form as its page draws it, and what was answered to it: with names in place of keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from spoc.catalogue.form_words import answer_sentence
from spoc.catalogue.models import Service
from spoc.catalogue.rules.answers import Fault
from spoc.catalogue.rules.form_fields import Field
from spoc.catalogue.rules.offering_form import defaults, shown
from spoc.kit.nouns import is_noun, noun
from spoc.people.models import Person

# as many as a list to choose from shows; of more, one is named in writing
MOST_LISTED = 100
# the noun of what a field of each kind names
NOUNS = {"person": "person", "item": "item", "service": "service"}


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field as it is drawn: in the reader's language, with its value and what is wrong."""

    key: str
    kind: str
    name: str
    hint: str
    is_needed: bool
    value: object
    options: list[tuple[str, str]]
    error: str
    most: str

    @property
    def typed(self) -> str:
        """The value as it stands in a control."""
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return "" if self.value is None else str(self.value)

    @property
    def chosen(self) -> list[str]:
        """The values of several boxes."""
        return [str(each) for each in self.value] if isinstance(self.value, list) else []


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as people read it."""

    key: str
    name: str
    words: str


def form_shown(
    fields: Sequence[Field],
    values: Mapping[str, object],
    *,
    reader: Person | None,
    faults: Mapping[str, Fault] | None = None,
) -> list[FieldShown]:
    """Return the fields that these values show, ready to draw."""
    wrong = faults or {}
    language = get_language() or ""
    return [
        FieldShown(
            key=each.key,
            kind=each.kind,
            name=each.said(language),
            hint=each.hinted(language),
            is_needed=each.is_needed,
            value=values.get(each.key),
            options=_options(each, reader, language),
            error=answer_sentence(wrong[each.key]) if each.key in wrong else "",
            most="" if each.most is None else f"{each.most:g}",
        )
        for each in shown(fields, values)
    ]


def begun_for(fields: Iterable[Field], person: Person | None) -> dict[str, object]:
    """Return what a form begins with for a person."""
    return defaults(fields, facts_of(person) if person else {})


def facts_of(person: Person) -> dict[str, object]:
    """Return what is known of a person that a field may begin with."""
    addresses = list(person.addresses.order_by("-is_first", "id"))
    mails = [each.value for each in addresses if each.kind == "mail"]
    phones = [each.value for each in addresses if each.kind == "phone"]
    return {
        "name": person.name,
        "title": person.title,
        "place": person.place,
        "mail": mails[0] if mails else "",
        "phone": phones[0] if phones else "",
        "organisation": person.organisation.name if person.organisation else "",
        "manager": person.manager_id,
        "person": person.pk,
    }


def nameable(
    fields: Iterable[Field], values: Mapping[str, object], reader: Person
) -> dict[str, set[int]]:
    """Return by kind which of the records that an answer names its reader may name."""
    found: dict[str, set[int]] = {}
    for each in fields:
        if each.kind not in NOUNS:
            continue
        keys = {one for one in _listed(values.get(each.key)) if isinstance(one, int)}
        own = {reader.pk, reader.manager_id} if each.kind == "person" else set()
        allowed = _rows(each.kind, reader).filter(pk__in=keys).values_list("pk", flat=True)
        found.setdefault(each.kind, set()).update(set(allowed) | (keys & own))
    return found


def answered(
    fields: Sequence[Field], values: Mapping[str, object], files: Mapping[int, str] | None = None
) -> list[Answered]:
    """Return what was answered, as people read it; what was left open is left out.

    Whoever answered could see what they named, and told it to all who read the answers.
    """
    language = get_language() or ""
    called = {"file": dict(files or {}), **_called(fields, values)}
    return [
        Answered(each.key, each.said(language), _words(each, values[each.key], language, called))
        for each in fields
        if each.key in values
    ]


def _called(fields: Sequence[Field], values: Mapping[str, object]) -> dict[str, dict[int, str]]:
    """Return what the records are called that the answers name, by kind and key."""
    keys: dict[str, set[int]] = {}
    for each in fields:
        if each.kind in NOUNS and is_noun(NOUNS[each.kind]):
            named = {one for one in _listed(values.get(each.key)) if isinstance(one, int)}
            keys.setdefault(each.kind, set()).update(named)
    return {
        kind: {row.pk: str(row) for row in _all(kind).filter(pk__in=named)}
        for kind, named in keys.items()
    }


def _all(kind: str) -> QuerySet[Model]:
    rows: QuerySet[Model] = noun(NOUNS[kind]).model._base_manager.all()
    return rows


def _options(each: Field, reader: Person | None, language: str) -> list[tuple[str, str]]:
    if each.choices:
        return [(choice.key, each.chosen(choice.key, language)) for choice in each.choices]
    if reader is None or each.kind not in ("item", "service", "person"):
        return []
    rows = list(_rows(each.kind, reader)[: MOST_LISTED + 1])
    return [] if len(rows) > MOST_LISTED else sorted(((str(r.pk), str(r)) for r in rows), key=_name)


def _name(option: tuple[str, str]) -> str:
    return option[1].casefold()


def _rows(kind: str, reader: Person) -> QuerySet[Model]:
    key = NOUNS[kind]
    if not is_noun(key):
        return Service.objects.none()
    rows: QuerySet[Model] = noun(key).visible_to(reader).order_by("pk")
    return rows.filter(is_active=True) if kind == "person" else rows


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _words(
    each: Field, value: object, language: str, called: Mapping[str, Mapping[int, str]]
) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if each.kind in called:
        names = called[each.kind]
        return ", ".join(names.get(one, f"{one}") for one in _listed(value) if isinstance(one, int))
    return ", ".join(each.chosen(one, language) for one in _listed(value))

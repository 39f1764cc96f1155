"""`describe`: keep what is written of a request right, field by field."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TypedDict, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import get_current_timezone, is_naive, make_aware
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.touch import put, save
from spoc.requests.models import Diagnosis, SupportRequest
from spoc.requests.rules.guards import DEGREES, VERIFICATIONS

Day = TypeVar("Day", date, datetime)
# what any calendar shows, and a number any column can be asked about
YEARS = range(1970, 2101)
DIGITS = 18


class TypeFields(TypedDict, total=False):
    """What may be said of a request of one type; each type takes its own."""

    restored_at: datetime | None
    occurred_at: datetime | None
    detected_at: datetime | None
    feature: str
    is_reproduced: bool | None
    fix: str
    verification: str
    degree: str
    users_affected: int
    workaround: str
    cause: str
    is_security: bool
    is_safety: bool
    is_legal: bool
    is_gap: bool
    helped: bool | None
    receipt: str
    wanted: str
    quantity: int
    cost_centre: str
    delivered_at: datetime | None
    need: str
    affected_process: str
    benefit: str
    beneficiaries: int | None


EXTENSION = {
    "incident": "incident",
    "information": "information",
    "fulfilment": "fulfilment",
    "new_service": "proposal",
}
ONE_OF = {"degree": DEGREES, "verification": VERIFICATIONS}


@activity
def describe(
    support_request: SupportRequest,
    *,
    by: Person,
    title: str | None = None,
    is_complaint: bool | None = None,
    version: int | None = None,
) -> SupportRequest:
    """Change title or complaint flag; a version that is no longer the newest is refused."""
    demand(access.may_work(by, support_request))
    if version is not None and version != support_request.version:
        raise Stale(_("Somebody changed this meanwhile: look at it again, then save."))
    wanted: dict[str, object] = {}
    if title is not None:
        wanted["title"] = one_line(title)
        if not wanted["title"]:
            raise NotPossible(_("Give it a title."), fields={"title": _("Give it a title.")})
    if is_complaint is not None:
        wanted["is_complaint"] = is_complaint
    changes = put(support_request, wanted)
    if changes:
        save(support_request, changes)
        record("request.described", support_request, by=by, changes=changes)
    return support_request


@activity
def describe_type(
    support_request: SupportRequest, *, by: Person, fields: TypeFields
) -> SupportRequest:
    """Fill in what only this type of request has."""
    demand(access.may_work(by, support_request))
    name = EXTENSION.get(support_request.type)
    extension = getattr(support_request, name, None) if name else None
    if extension is None:
        words = _("Say which type the request is first.")
        raise NotPossible(words, fields={"type": words})
    known = {field.name for field in extension._meta.fields}
    # what only a step of its own decides is not described
    told = known & TypeFields.__annotations__.keys()
    wanted = {key: value for key, value in fields.items() if key in told}
    for key, allowed in ONE_OF.items():
        if wanted.get(key) and wanted[key] not in allowed:
            raise NotPossible(
                _("Choose one of the values offered."), fields={key: _("Choose one.")}
            )
    _demand_fit(extension, wanted)
    if wanted.get("verification") and "verified_at" in known:
        wanted |= {"verified_by": by, "verified_at": now()}
    changes = put(extension, wanted)
    if changes:
        extension.save(update_fields=list(changes))
        changes.pop("verified_at", None)
        save(support_request, [])
        record("request.described", support_request, by=by, changes=changes)
    return support_request


@activity
def diagnose(
    support_request: SupportRequest,
    *,
    by: Person,
    hypothesis: str,
    test: str = "",
    result: str = "",
) -> Diagnosis:
    """Add a step of finding out: what was thought, how it was tried, what came of it."""
    demand(access.may_work(by, support_request))
    incident = getattr(support_request, "incident", None)
    if incident is None:
        raise NotPossible(_("Only an incident has a diagnosis."))
    thought = one_line(hypothesis, 300)
    if not thought:
        raise NotPossible(_("Write what you think it may be."))
    diagnosis: Diagnosis = incident.diagnoses.create(
        hypothesis=thought, test=one_line(test, 300), result=one_line(result, 300), by=by, at=now()
    )
    save(support_request, [])
    record("request.diagnosed", support_request, by=by, hypothesis=thought)
    return diagnosis


def typed(values: dict[str, str]) -> TypeFields:
    """Return what a form or API says of a type, as values: moments, dates, numbers and words."""
    fields: dict[str, object] = {}
    for key, value in values.items():
        fields[key] = _value(key, tidy(value).strip())
    return fields  # type: ignore[return-value]


def _value(key: str, text: str) -> object:
    if key.endswith("_at"):
        return moment_of(text, field=key)
    if key.endswith("_on"):
        return day_of(text, field=key)
    if key in ("users_affected", "quantity", "beneficiaries"):
        return _number_of(text, key)
    if key.startswith("is_") or key == "helped":
        return text in ("1", "true", "on", "yes")
    return text


def moment_of(text: str, *, field: str = "") -> datetime | None:
    """Return what somebody wrote as a moment in their zone; None for nothing, `now` for now."""
    if text in ("", "now"):
        return now() if text else None
    moment = _read(parse_datetime, text)
    if moment is None or moment.year not in YEARS:
        words = _("Enter a day and a time, such as 2026-11-20 14:30.")
        raise NotPossible(words, fields={field: words} if field else None)
    return make_aware(moment, get_current_timezone()) if is_naive(moment) else moment


def day_of(text: str, *, field: str) -> date | None:
    """Return what somebody wrote as a day; None for nothing."""
    day = _read(parse_date, text)
    if text and (day is None or day.year not in YEARS):
        words = _("Enter a day, such as 2026-11-20.")
        raise NotPossible(words, fields={field: words})
    return day


def _read(parse: Callable[[str], Day | None], text: str) -> Day | None:
    """Return a day or moment; None for what is none, such as the 31st of February."""
    try:
        return parse(text)
    except ValueError:
        return None


def _number_of(text: str, field: str) -> int | None:
    if not text and field == "beneficiaries":
        return None
    if not text.isdecimal() or len(text) > DIGITS:
        words = _("Enter a whole number.")
        raise NotPossible(words, fields={field: words})
    return int(text)


def _demand_fit(extension: models.Model, wanted: Mapping[str, object]) -> None:
    """Refuse what is longer or larger than its place, field by field."""
    wrong = {}
    for name, value in wanted.items():
        place = extension._meta.get_field(name)
        if value in (None, "") or not isinstance(place, models.Field) or place.is_relation:
            continue
        try:
            place.clean(value, extension)
        except ValidationError as misfit:
            wrong[name] = _in_words(misfit.error_list[0])
    if wrong:
        raise NotPossible(_("Some of it does not fit: mend what is marked."), fields=wrong)


def _in_words(misfit: ValidationError) -> str:
    limit = {"limit": (misfit.params or {}).get("limit_value")}
    match misfit.code:
        case "max_length":
            return _("Write at most %(limit)s signs.") % limit
        case "max_value":
            return _("Choose at most %(limit)s.") % limit
        case "min_value":
            return _("Choose at least %(limit)s.") % limit
    return _("Choose one of the values offered.")

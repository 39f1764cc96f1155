"""The terms of alarms, for whoever decides them."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from spoc.intake import activities
from spoc.intake import alarm_access as access
from spoc.intake.alarm_queries import alarm_terms
from spoc.intake.models import AlarmTerms
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.site.machines import Whole, answers
from spoc.site.tokens import caller

router = Router()

AT = "/settings/alarm-terms"
Number = Annotated[Whole, Field(ge=0, le=10_000)]


class AlarmTermsIn(Schema):
    """From where on alarms come and go too often, or are one storm; what is left out stays."""

    flap_changes: Number | None = None
    flap_minutes: Number | None = None
    quiet_minutes: Number | None = None
    storm_alarms: Number | None = None
    storm_minutes: Number | None = None
    storm_quiet_minutes: Number | None = None


class AlarmTermsOut(AlarmTermsIn):
    """The terms of alarms."""


@router.get(AT, response=answers(AlarmTermsOut))
def read_alarm_terms(request: HttpRequest) -> AlarmTermsOut:
    """Read from where on alarms come and go too often, or are one storm."""
    _shaper(request)
    return _out(alarm_terms())


@router.patch(AT, response=answers(AlarmTermsOut))
def change_alarm_terms(request: HttpRequest, asked: AlarmTermsIn) -> AlarmTermsOut:
    """Set from where on alarms come and go too often, or are one storm."""
    by, numbers = _shaper(request), asked.dict(exclude_unset=True)
    return _out(activities.change_alarm_terms(alarm_terms(), by=by, numbers=numbers))


def _shaper(request: HttpRequest) -> Person:
    by = caller(request)
    words = _("These terms are set by whoever manages the desk, or administers.")
    demand(access.may_keep_alarm_terms(by), words)
    return by


def _out(row: AlarmTerms) -> AlarmTermsOut:
    return AlarmTermsOut(**{name: getattr(row, name) for name in AlarmTermsIn.model_fields})

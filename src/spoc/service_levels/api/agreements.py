"""Agreements: listed, read, drafted, changed, and what keeps one from being sent."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.service_levels import activities
from spoc.service_levels.api.agreement_shapes import (
    ONE,
    AgreementIn,
    AgreementOut,
    AgreementsOut,
    AgreementTermsIn,
    agreement_now,
    agreement_of,
    agreements_of,
    agreements_out,
    terms_asked,
)
from spoc.service_levels.queries.agreements import faults_of, rivals_of
from spoc.service_levels.queries.parts import misfits_of
from spoc.service_levels.queries.sheets import history_of, say_misfit
from spoc.service_levels.rules.words import KINDS, STATES
from spoc.site.machines import OneOf, PageIn, answers, page_of
from spoc.site.tokens import caller

router = Router()


class AgreementsIn(PageIn):
    """What narrows the agreements: a kind, a state, the versions of one."""

    kind: Annotated[str, OneOf(("", *KINDS))] = ""
    state: Annotated[str, OneOf(("", *STATES))] = ""
    key: str = Field("", max_length=50)


class AgreementCheckOut(Schema):
    """What stands in its way: faults in it, parts that take too long, others that say the same."""

    faults: list[str]
    misfits: list[str]
    rivals: list[int]


class HappenedOut(Schema):
    """What was done with an agreement; `words` are those a review was kept in."""

    kind: str
    at: datetime
    sentence: str
    words: str


@router.get("/agreements", response=answers(AgreementsOut))
def list_agreements(request: HttpRequest, asked: Annotated[AgreementsIn, Query()]) -> AgreementsOut:
    """List the agreements in all their versions."""
    narrow = {name: getattr(asked, name) for name in ("kind", "state", "key")}
    rows = agreements_of(request).filter(**{k: v for k, v in narrow.items() if v})
    found, mark = page_of(rows, ("name", "id"), asked)
    return AgreementsOut(items=agreements_out(found), next=mark)


@router.post("/agreements", response=answers(AgreementOut, 201))
def draft_agreement(request: HttpRequest, asked: AgreementIn) -> Status[AgreementOut]:
    """Draft an agreement."""
    by = caller(request)
    terms = terms_asked(by, asked)
    made = activities.draft_agreement(by, by=by, kind=asked.kind, terms=terms)
    return Status(201, agreement_now(request, made))


@router.get(ONE, response=answers(AgreementOut))
def read_agreement(request: HttpRequest, agreement: int) -> AgreementOut:
    """Read an agreement."""
    return agreements_out([agreement_of(request, agreement)])[0]


@router.put(ONE, response=answers(AgreementOut))
def change_agreement(request: HttpRequest, agreement: int, asked: AgreementTermsIn) -> AgreementOut:
    """Change what a draft says; what was signed is changed by a new version."""
    by, row = caller(request), agreement_of(request, agreement)
    activities.change_agreement(row, by=by, terms=terms_asked(by, asked))
    return agreement_now(request, row)


@router.post(f"{ONE}/versions", response=answers(AgreementOut, 201))
def draft_next_version(request: HttpRequest, agreement: int) -> Status[AgreementOut]:
    """Begin the next version with what this one says; the one in force stays until then."""
    by, row = caller(request), agreement_of(request, agreement)
    terms = activities.terms_of(row)
    made = activities.draft_agreement(by, by=by, kind=row.kind, key=row.key, terms=terms)
    return Status(201, agreement_now(request, made))


@router.get(f"{ONE}/check", response=answers(AgreementCheckOut))
def check_agreement(request: HttpRequest, agreement: int) -> AgreementCheckOut:
    """Read what keeps an agreement from being sent, or from beginning."""
    row = agreement_of(request, agreement)
    return AgreementCheckOut(
        faults=faults_of(row),
        misfits=[say_misfit(each) for each in misfits_of(row)],
        rivals=[other.pk for other in rivals_of(row)],
    )


@router.get(f"{ONE}/history", response=answers(list[HappenedOut]))
def list_agreement_history(request: HttpRequest, agreement: int) -> list[HappenedOut]:
    """List what was done with an agreement, the newest first."""
    return [
        HappenedOut(kind=each.fact.kind, at=each.fact.at, sentence=each.sentence, words=each.words)
        for each in history_of(agreement_of(request, agreement))
    ]

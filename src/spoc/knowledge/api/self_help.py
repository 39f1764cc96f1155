"""Self-help for machines: what may help with some words, and whether it did."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from spoc.catalogue.queries import spoken_to
from spoc.kit.errors import NotPossible
from spoc.knowledge import help_access
from spoc.knowledge.activities.help import Visitor, judge_help, session_of, walk_in_help
from spoc.knowledge.api.article_shapes import GuideStepOut
from spoc.knowledge.models import HelpReading, HelpSession
from spoc.knowledge.models.help import OUTCOMES, VERDICTS
from spoc.knowledge.queries.matching import KINDS, Match, matches
from spoc.knowledge.queries.portal_article import visible
from spoc.knowledge.rules.guided import ENDINGS, Walk, as_json, parse, walk
from spoc.knowledge.rules.standard import without_inside
from spoc.site.machines import OneOf, Whole, answers, find, page_of
from spoc.site.machines import Walk as Pages
from spoc.site.tokens import caller

router = Router()
Words = Annotated[str, Query(min_length=1, max_length=2_000)]
Limit = Annotated[int, Query(ge=1, le=20)]


class MatchOut(Schema):
    """Something that may help; `reason` says why, `score` from 0 to 1 how well it fits."""

    kind: Annotated[str, OneOf(KINDS)]
    id: int
    noun: str
    title: str
    address: str
    reason: str
    score: float


class MatchesOut(Schema):
    """What may help, the best first."""

    items: list[MatchOut]


class VerdictIn(Schema):
    """Whether an article solved it, and in what words."""

    is_solved: bool
    words: str = Field("", max_length=500)


class ReadingOut(Schema):
    """What was said of an article on a visit."""

    article: int
    session: int
    verdict: Annotated[str, OneOf(("", *VERDICTS))]
    at: datetime


class WalkIn(Schema):
    """Which way was chosen at each step, in order: 0 is the first."""

    answers: Annotated[list[Annotated[Whole, Field(ge=0, le=99)]], Field(max_length=60)] = []


class WalkOut(ReadingOut):
    """How far somebody walked, and what is next: a step, `solved` or `ask`."""

    answers: list[int]
    step: GuideStepOut | None
    ending: Annotated[str, OneOf(("", *ENDINGS))]


class HelpSessionOut(Schema):
    """A visit to self-help: how it ended. Whose it was is not told."""

    id: int
    words: str
    outcome: Annotated[str, OneOf(OUTCOMES)]
    is_abandoned: bool
    community: int | None
    article: int | None
    began_at: datetime
    ended_at: datetime | None


class HelpSessionsOut(Schema):
    """A page of visits, and the mark of the next page."""

    items: list[HelpSessionOut]
    next: str | None


@router.get("/matches", response=answers(MatchesOut))
def match_words(request: HttpRequest, words: Words, limit: Limit = 5) -> MatchesOut:
    """Show what may help the caller with these words: articles, disturbances, requests, offers."""
    person = caller(request)
    language = get_language() or ""
    found = matches(words, person, spoken_to(person, ""), language, limit=limit)
    return MatchesOut(items=[_match(each) for each in found])


@router.post("/articles/{int:article}/verdicts", response=answers(ReadingOut, 201))
def judge_article(request: HttpRequest, article: int, asked: VerdictIn) -> Status[ReadingOut]:
    """Say whether an article solved what the caller needed."""
    by = caller(request)
    community = spoken_to(by, "")
    row = find(visible(by, community), article)
    session = session_of(Visitor(by, "", by.community))
    reading = judge_help(session, by=by, article=row, is_solved=asked.is_solved, words=asked.words)
    return Status(201, _reading(reading))


@router.post("/articles/{int:article}/walks", response=answers(WalkOut, 201))
def walk_article(request: HttpRequest, article: int, asked: WalkIn) -> Status[WalkOut]:
    """Walk the steps of an article by what is chosen at each, and show the next one."""
    by = caller(request)
    row = find(visible(by, spoken_to(by, "")), article)
    if not row.steps:
        raise NotPossible(_("This article has no steps: read it."))
    session = session_of(Visitor(by, "", by.community))
    reading = walk_in_help(session, by=by, article=row, answers=asked.answers)
    walked = walk(parse(row.steps), asked.answers)
    return Status(201, _walked(reading, walked))


@router.get("/help-sessions", response=answers(HelpSessionsOut))
def list_help_sessions(request: HttpRequest, pages: Pages) -> HelpSessionsOut:
    """List the visits to self-help the caller may read."""
    found, mark = page_of(help_access.sessions_visible_to(caller(request)), ("id",), pages)
    return HelpSessionsOut(items=[_session(row) for row in found], next=mark)


@router.get("/help-sessions/{int:session}", response=answers(HelpSessionOut))
def read_help_session(request: HttpRequest, session: int) -> HelpSessionOut:
    """Read how a visit to self-help ended."""
    return _session(find(help_access.sessions_visible_to(caller(request)), session))


def _match(match: Match) -> MatchOut:
    return MatchOut(
        kind=match.kind,
        id=match.pk,
        noun=match.noun,
        title=match.title,
        address=match.address,
        reason=match.reason,
        score=match.score,
    )


def _reading(reading: HelpReading) -> ReadingOut:
    return ReadingOut(
        article=reading.article_id,
        session=reading.session_id,
        verdict=reading.verdict,
        at=reading.at,
    )


def _walked(reading: HelpReading, walked: Walk) -> WalkOut:
    """Return how far a walk came; its next step as everybody outside the desk reads it."""
    chosen = [done.step.options.index(done.option) for done in walked.done]
    told = (
        as_json([replace(walked.step, text=without_inside(walked.step.text))])
        if walked.step
        else []
    )
    step = GuideStepOut.model_validate(told[0]) if told else None
    said = _reading(reading).model_dump()
    return WalkOut(**said, answers=chosen, step=step, ending=walked.ending)


def _session(session: HelpSession) -> HelpSessionOut:
    names = ("id", "words", "outcome", "is_abandoned", "began_at", "ended_at")
    return HelpSessionOut(
        community=session.community_id,
        article=session.article_id,
        **{name: getattr(session, name) for name in names},
    )

"""A visit to self-help: words are written, articles read and walked, and somebody says how it was.

recognise_visitor   a stranger signs in
begin_help          somebody looks for help
draft_in_help       somebody begins to write what they need
read_in_help        an article is read
walk_in_help        its steps are walked, as far as they went
judge_help          it solved it, or it did not
ask_after_help      they asked us after all
end_help            nothing was heard for a day
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.knowledge import help_access
from spoc.knowledge.models import Article, HelpReading, HelpSession
from spoc.knowledge.queries.help import (
    asked_since,
    open_visit_at,
    open_visit_of,
    visit_of,
)
from spoc.knowledge.rules.deflection import is_abandoned, is_over
from spoc.knowledge.rules.guided import address_of, parse, walk
from spoc.people.access import demand
from spoc.people.models import Community, Person
from spoc.people.queries import system
from spoc.requests.models import SupportRequest

LONGEST_WORDS, LONGEST_REASON = 200, 500
BETWEEN_DRAFTS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who seeks help: somebody known, or a digest that leads back to nobody."""

    person: Person | None = None
    mark: str = ""
    community: Community | None = None

    @property
    def by(self) -> Person:
        """Who does what they do: a stranger's visit is written down by the system."""
        return self.person or system()


def session_of(visitor: Visitor) -> HelpSession:
    """Return the visit somebody is on, or begin one."""
    return known_session(visitor) or begin_help(visitor.by, by=visitor.by, visitor=visitor)


@activity
def begin_help(person: Person, *, by: Person, visitor: Visitor) -> HelpSession:
    """Begin a visit; of two that begin at once, one is kept."""
    demand(by.pk == person.pk == visitor.by.pk)
    who = {"person": visitor.person} if visitor.person else {"visitor": visitor.mark}
    moment = now()
    begun = {"community": visitor.community, "began_at": moment, "last_at": moment}
    session, is_new = HelpSession.objects.get_or_create(**who, outcome="open", defaults=begun)
    if is_new:
        hold(session)
        record("help_session.begun", session, by=by)
    return session


def known_session(visitor: Visitor) -> HelpSession | None:
    """Return the visit somebody is on; one that began before they signed in becomes theirs."""
    found = open_visit_of(visitor.person) if visitor.person else None
    if found is not None or not visitor.mark:
        return found
    stranger = open_visit_at(visitor.mark)
    if stranger is None or visitor.person is None:
        return stranger
    return recognise_visitor(stranger, by=system(), person=visitor.person)


@activity
def recognise_visitor(session: HelpSession, *, by: Person, person: Person) -> HelpSession:
    """Let a stranger's visit be that of whoever signed in during it."""
    demand(help_access.may_go_on(by, session))
    session.person, session.visitor = person, ""
    session.save(update_fields=["person", "visitor"])
    record("help_session.recognised", session, by=by)
    return session


def keep_draft(visitor: Visitor, words: str) -> None:
    """Keep that somebody writes what they need: at the first words, and then now and again."""
    session = session_of(visitor)
    if session.drafted_at is None or now() - session.last_at >= BETWEEN_DRAFTS:
        draft_in_help(session, by=visitor.by, words=words)


@activity
def draft_in_help(session: HelpSession, *, by: Person, words: str) -> HelpSession:
    """Keep that somebody began to write what they need, and with which words."""
    _demand_open(session, by)
    is_first = session.drafted_at is None
    session.drafted_at = session.drafted_at or now()
    session.words = one_line(words, LONGEST_WORDS)
    session.last_at = now()
    session.save(update_fields=["drafted_at", "words", "last_at"])
    if is_first:
        record("help_session.drafted", session, by=by)
    return session


@activity
def read_in_help(
    session: HelpSession, *, by: Person, article: Article, words: str = ""
) -> HelpReading:
    """Keep that an article was read, and by which words it was found."""
    _demand_open(session, by)
    reading = _reading(session, article)
    session.read_at = session.last_at = now()
    session.words = one_line(words, LONGEST_WORDS) or session.words
    session.save(update_fields=["read_at", "last_at", "words"])
    record("help_session.read", session, by=by, reference=article.reference)
    return reading


@activity
def walk_in_help(
    session: HelpSession, *, by: Person, article: Article, answers: Iterable[int]
) -> HelpReading:
    """Keep how far somebody walked the steps of an article; where they end is asked, not taken."""
    _demand_open(session, by)
    walked = walk(parse(article.steps), answers)
    reading = _reading(session, article)
    chosen = [done.step.options.index(done.option) for done in walked.done]
    reading.walked, reading.walk_ended = address_of(chosen)[:200], walked.ending
    reading.save(update_fields=["walked", "walk_ended"])
    session.read_at = session.last_at = now()
    session.save(update_fields=["read_at", "last_at"])
    record("help_session.walked", session, by=by, reference=article.reference, steps=len(chosen))
    return reading


@activity
def judge_help(
    session: HelpSession, *, by: Person, article: Article, is_solved: bool, words: str = ""
) -> HelpReading:
    """Keep whether an article solved it; where it did, the visit is over."""
    _demand_open(session, by)
    reading = _reading(session, article)
    reading.verdict = "solved" if is_solved else "not_solved"
    reading.words, reading.judged_at = one_line(words, LONGEST_REASON), now()
    reading.save(update_fields=["verdict", "words", "judged_at"])
    session.last_at = now()
    session.read_at = session.read_at or now()
    if not is_solved:
        session.said_no_at = now()
        session.save(update_fields=["last_at", "read_at", "said_no_at"])
        record("help_session.not_solved", session, by=by, reference=article.reference)
        return reading
    session.article = article
    session.save(update_fields=["last_at", "read_at", "article"])
    _end(session, by, "solved", reference=article.reference)
    return reading


@activity
def ask_after_help(
    session: HelpSession, *, by: Person, support_request: SupportRequest
) -> HelpSession:
    """Keep that they asked us after all; a visit that is over stays as it ended."""
    demand(help_access.may_go_on(by, session))
    if not session.is_open:
        return session
    session.support_request = support_request
    session.save(update_fields=["support_request"])
    _end(session, by, "asked", number=support_request.reference)
    return session


@activity
def end_help(session: HelpSession, *, by: Person) -> HelpSession:
    """End a visit of which nothing was heard for a day, and see whether they asked meanwhile."""
    demand(help_access.may_go_on(by, session))
    if not session.is_open or not is_over(visit_of(session), now()):
        return session
    asked = asked_since(session)
    if asked is not None:
        return ask_after_help(session, by=by, support_request=asked)
    session.is_abandoned = is_abandoned(visit_of(session))
    _end(session, by, "left", "is_abandoned")
    return session


def _demand_open(session: HelpSession, by: Person) -> None:
    demand(help_access.may_go_on(by, session))
    if not session.is_open:
        raise NotPossible(_("This visit is over: begin again from the search."))


def _reading(session: HelpSession, article: Article) -> HelpReading:
    found, _is_new = HelpReading.objects.get_or_create(
        session=session, article=article, defaults={"at": now()}
    )
    return found


def _end(session: HelpSession, by: Person, outcome: str, *further: str, **told: str) -> None:
    session.outcome, session.ended_at = outcome, now()
    session.save(update_fields=["outcome", "ended_at", *further])
    record(f"help_session.{outcome}", session, by=by, **told)

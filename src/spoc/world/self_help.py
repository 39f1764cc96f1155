"""Who looked for help in the portal lately: what they read, and whether it solved it."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from spoc.audit.activities import nothing_follows
from spoc.kit.time import at
from spoc.knowledge.activities.help import (
    Visitor,
    draft_in_help,
    end_help,
    judge_help,
    read_in_help,
    session_of,
    walk_in_help,
)
from spoc.knowledge.models import Article, HelpSession
from spoc.knowledge.queries.portal_article import visible
from spoc.people.models import Community, Person
from spoc.people.queries import signed_in, system

WHO = ("Karin Holm", "Sanna Kivi", "Johan Strand", "Eva Lund", "Åsa Ekman", "Rune Dahl")
# of a hundred visits so many end so; the rest goes on to ask somebody, or is not known of
SOLVED, GIVEN_UP, NOT_SOLVED = 38, 16, 14
VISITS, DAYS, SEED = 60, 50, 613


def look_for_help(until: datetime) -> None:
    """Let people look for help through the last weeks."""
    chance = Random(SEED)
    with transaction.atomic(), nothing_follows():
        for place in range(VISITS):
            begun = until - timedelta(days=DAYS) + timedelta(days=DAYS - 2) * place / VISITS
            person = _person(chance.choice(WHO))
            read = _guides(person) if person else []
            if person and read:
                _visit(person, chance.choice(read), begun, chance)


def _visit(person: Person, article: Article, begun: datetime, chance: Random) -> None:
    """Let somebody write, read, walk the steps, and say how it was, or not."""
    luck = chance.randrange(100)
    with at(begun):
        session = session_of(Visitor(person, "", person.community))
        if SOLVED <= luck < SOLVED + GIVEN_UP or luck % 2:
            draft_in_help(session, by=person, words=article.title)
    with at(begun + timedelta(minutes=2)):
        read_in_help(session, by=person, article=article, words=article.title)
        if article.steps:
            walk_in_help(session, by=person, article=article, answers=[0])
    _ended(session, person, article, luck)


def _ended(session: HelpSession, person: Person, article: Article, luck: int) -> None:
    moment = session.began_at + timedelta(minutes=6)
    says_no = SOLVED + GIVEN_UP <= luck < SOLVED + GIVEN_UP + NOT_SOLVED
    if luck < SOLVED or says_no:
        with at(moment):
            judge_help(session, by=person, article=article, is_solved=luck < SOLVED)
    with at(moment + timedelta(hours=25)):
        end_help(session, by=system())


def _guides(person: Person) -> list[Article]:
    community = person.community or Community.objects.order_by("id").first()
    if community is None:
        return []
    return list(visible(person, community).filter(language=person.speaks).order_by("pk"))


def _person(name: str) -> Person | None:
    found = Person.objects.filter(name=name).values_list("pk", flat=True).first()
    return signed_in(found) if found else None

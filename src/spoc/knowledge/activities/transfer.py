"""Knowledge is handed to named people, who prove that they have it; what nobody found is kept."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge.activities.write import tell
from spoc.knowledge.models import Article, Miss, Transfer
from spoc.people.access import demand
from spoc.people.models import Language, Person

LONGEST_ANSWER = 2_000
SHORTEST_WORDS, LONGEST_WORDS = 3, 120


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked as proof that somebody knows an article, and by when."""

    question: str
    due_on: date


@activity
def transfer_article(
    article: Article, *, by: Person, people: tuple[Person, ...], asked: Asked
) -> list[Transfer]:
    """Hand an article to named people: each reads it, and answers one question."""
    demand(access.may_transfer(by))
    question = one_line(asked.question, 300)
    wrong = {}
    if not question:
        wrong["question"] = _("Write the question whose answer shows that they know it.")
    if not people or not all(access.reads_inside(each) for each in people):
        wrong["people"] = _("Choose people of the desk who may read it.")
    if asked.due_on < now().date():
        wrong["due_on"] = _("Choose a day that is still to come.")
    if not article.is_live or wrong:
        sentence = next(iter(wrong.values()), _("This article is archived."))
        raise NotPossible(sentence, fields=wrong)
    open_ones = article.transfers.filter(state__in=("asked", "read"))
    there = set(open_ones.values_list("person", flat=True))
    made = [
        Transfer.objects.create(
            article=article,
            person=person,
            question=question,
            asked_by=by,
            asked_at=now(),
            due_on=asked.due_on,
        )
        for person in people
        if person.pk not in there
    ]
    if made:
        names = ", ".join(each.person.name for each in made)
        keys = [each.person_id for each in made]
        tell("article.transferred", article, by=by, people=names[:300], persons=keys)
    return made


@activity
def prove_transfer(transfer: Transfer, *, by: Person, answer: str, has_read: bool) -> Transfer:
    """Say that one has read an article, and answer what was asked."""
    demand(by.pk == transfer.person_id and by.is_active)
    words = tidy(answer).strip()[:LONGEST_ANSWER]
    wrong = {}
    if not has_read:
        wrong["has_read"] = _("Read the article first, then say that you did.")
    if not words:
        wrong["answer"] = _("Answer the question in a few words.")
    if not transfer.is_open or wrong:
        sentence = next(iter(wrong.values()), _("This was answered already."))
        raise NotPossible(sentence, fields=wrong)
    transfer.state, transfer.answer = "proven", words
    transfer.revision, transfer.read_at, transfer.proven_at = (
        transfer.article.revision,
        now(),
        now(),
    )
    transfer.save(update_fields=["state", "answer", "revision", "read_at", "proven_at"])
    _told("article.transfer_proven", transfer, by)
    return transfer


@activity
def withdraw_transfer(transfer: Transfer, *, by: Person) -> Transfer:
    """Ask somebody no longer to prove that they know an article."""
    demand(access.may_transfer(by))
    if not transfer.is_open:
        raise NotPossible(_("This was answered already."))
    transfer.state = "withdrawn"
    transfer.save(update_fields=["state"])
    _told("article.transfer_withdrawn", transfer, by)
    return transfer


@activity
def miss(words: str, *, by: Person, language: str) -> Miss | None:
    """Keep words that found nothing, so that somebody writes the article.

    Whoever sought is not named: `by` is the system.
    """
    said = one_line(words.lower(), LONGEST_WORDS)
    if len(said) < SHORTEST_WORDS or said.isdecimal() or "@" in said:
        return None
    kept = language if language in Language.values else Language.ENGLISH.value
    found, is_new = Miss.objects.get_or_create(
        words=said, language=kept, defaults={"last_at": now()}
    )
    if not is_new:
        found = Miss.objects.select_for_update().get(pk=found.pk)
        found.times += 1
        found.last_at = now()
        found.save(update_fields=["times", "last_at"])
    hold(found)
    record("miss.kept", found, by=by, words=said)
    return found


@activity
def fill_miss(found: Miss, *, by: Person, article: Article | None) -> Miss:
    """Say which article now answers what was not found; none, and it is asked for again."""
    demand(access.may_write(by))
    found.article = article
    found.save(update_fields=["article"])
    if article is not None:
        tell("article.gap_filled", article, by=by, words=found.words)
    return found


@activity
def _told_of(article: Article, *, by: Person, kind: str, person: str) -> None:
    tell(kind, article, by=by, person=person)


def _told(kind: str, transfer: Transfer, by: Person) -> None:
    _told_of(transfer.article, by=by, kind=kind, person=transfer.person.name)

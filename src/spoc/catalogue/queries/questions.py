"""Reading the guided questions: as a walk, and as their manager sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from spoc.catalogue.models import Answer, Question, Service
from spoc.catalogue.rules import Choice, Node, Tree, Walk, answers_in, reached, walk


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is shown: its answers, and the one chosen (`unknown`, or none yet)."""

    question: Question
    answers: list[Answer]
    chosen: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A question as its manager sees it: all its answers, and whether a walk comes to it."""

    question: Question
    answers: list[Answer]
    is_reached: bool


@dataclass(frozen=True, slots=True)
class Guide:
    """The guided questions as far as somebody came, and what their answers say it is."""

    walk: Walk
    asked: list[Asked]
    ending: Answer | None

    @property
    def is_offered(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.asked)

    @property
    def answers(self) -> dict[int, int | None]:
        """The answers that stand on the way, by question."""
        return dict(self.walk.steps)


def tree_of(answers: Iterable[Answer], questions: Iterable[Question] = ()) -> Tree:
    """Return the tree these answers make, with further questions that have none yet."""
    asked = {each.pk: each for each in questions}
    choices: dict[int, list[Choice]] = {pk: [] for pk in asked}
    for each in answers:
        asked[each.question_id] = each.question
        offered = choices.setdefault(each.question_id, [])
        offered.append(Choice(each.pk, each.next_id, each.is_complaint))
    nodes = {pk: Node(pk, tuple(choices[pk]), row.unknown_next_id) for pk, row in asked.items()}
    return Tree(nodes, next((pk for pk, row in asked.items() if row.is_first), None))


def questions_in_order(questions: QuerySet[Question], answers: QuerySet[Answer]) -> list[Listed]:
    """Return the questions with their answers: in the order of a walk, then what it misses."""
    asked = {row.pk: row for row in questions.select_related("unknown_next").order_by("id")}
    shown = list(
        answers.select_related("question", "next", "service", "category").order_by("rank", "id")
    )
    live = [each for each in shown if each.is_live and asked[each.question_id].is_live]
    on_the_way = reached(tree_of(live, [row for row in asked.values() if row.is_live]))
    order = [*on_the_way, *(pk for pk in asked if pk not in on_the_way)]
    return [
        Listed(asked[pk], [a for a in shown if a.question_id == pk], pk in on_the_way)
        for pk in order
    ]


def guide(given: Mapping[str, str], known: QuerySet[Service] | None = None) -> Guide:
    """Return the guided questions as far as the answers of a form lead.

    Where it is said which services the reader may know, no answer speaks of another.
    """
    offered = list(Answer.objects.offered())
    if known is not None:
        offered = _of_services(offered, set(known.values_list("pk", flat=True)))
    walked = walk(tree_of(offered), answers_in(given))
    pks = [pk for pk, _answer in walked.steps]
    chosen = {pk: str(answer) if answer else "unknown" for pk, answer in walked.steps}
    asked = []
    for pk in [*pks, *([walked.next] if walked.next else [])]:
        answers = [each for each in offered if each.question_id == pk]
        asked.append(Asked(answers[0].question, answers, chosen.get(pk, "")))
    ending = next((each for each in offered if each.pk == walked.ended_with), None)
    return Guide(walked, asked, ending)


def _of_services(offered: list[Answer], known: set[int]) -> list[Answer]:
    """Return the answers about these services or none, without those that then lead nowhere."""
    asked = {each.question_id for each in offered}
    kept = [each for each in offered if each.service_id is None or each.service_id in known]
    while True:
        emptied = asked - {each.question_id for each in kept}
        left = [each for each in kept if each.next_id not in emptied]
        if len(left) == len(kept):
            return left
        kept = left


def walked_by(answers: Mapping[int, int | None]) -> Walk:
    """Return how far these answers lead, by question."""
    return walk(tree_of(Answer.objects.offered()), answers)

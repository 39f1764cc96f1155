"""`learn_from_history`: what the requests of the past teach; and how suggestions came out."""

from collections import Counter
from collections.abc import Mapping

from spoc.audit.activities import activity, record
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Lesson, Suggestion, SupportRequest
from spoc.requests.models.lesson import packed
from spoc.requests.queries.lessons import Prediction, examples_of, value_of
from spoc.requests.rules.learning import learn, try_out

# with fewer texts, or with one class alone, history teaches nothing
LEAST_EXAMPLES = 100
LEAST_OF_A_CLASS = 5
# each class is learned by itself: of many people, those who had most
MOST_CLASSES = 40


@activity
def learn_from_history(field: str, *, by: Person) -> Lesson | None:
    """Learn one field anew from the newest requests; None where there are too few of them.

    Suggestions that came of an older lesson keep it, for what they are counted by; one that
    nothing came of goes.
    """
    examples = examples_of(field)
    counts = Counter(label for _, label in examples)
    often = {
        label for label, count in counts.most_common(MOST_CLASSES) if count >= LEAST_OF_A_CLASS
    }
    taught = [each for each in examples if each[1] in often]
    if len(taught) < LEAST_EXAMPLES or len(often) < 2:
        return None
    trial = try_out(taught)
    Lesson.objects.filter(field=field, suggestions=None).delete()
    lesson = Lesson.objects.create(
        field=field,
        learned_at=now(),
        examples=len(taught),
        asked=trial.asked,
        right=trial.right,
        fair_from=trial.fair_from,
        strong_from=trial.strong_from,
        body=packed(learn(taught)),
    )
    record("lesson.learned", lesson, by=by, field=field, examples=len(taught))
    return lesson


@activity
def settle_suggestions(
    support_request: SupportRequest, *, by: Person, made: Mapping[str, Prediction]
) -> None:
    """Write down which suggestions were taken, once for each: what was chosen instead is kept."""
    demand(access.may_work(by, support_request))
    chosen = {field: value_of(support_request, field) for field in made}
    taken, refused = _settle(support_request, by, made, chosen)
    record("request.suggestions_settled", support_request, by=by, taken=taken, refused=refused)


@activity
def refuse_suggestions(
    support_request: SupportRequest, *, by: Person, made: Mapping[str, Prediction]
) -> None:
    """Write down that none of the suggestions is right, before anything else is chosen."""
    demand(access.may_classify(by, support_request))
    _taken, refused = _settle(support_request, by, made, dict.fromkeys(made, ""))
    record("request.suggestions_refused", support_request, by=by, refused=refused)


def _settle(
    support_request: SupportRequest,
    by: Person,
    made: Mapping[str, Prediction],
    chosen: Mapping[str, str],
) -> tuple[list[str], list[str]]:
    """Return the fields of what was taken, and of what was refused."""
    rows = [
        Suggestion(
            support_request=support_request,
            lesson_id=prediction.lesson,
            value=prediction.value,
            chosen=chosen[field],
            outcome="accepted" if chosen[field] == prediction.value else "refused",
            settled_by=by,
            settled_at=now(),
        )
        for field, prediction in made.items()
    ]
    Suggestion.objects.bulk_create(rows, ignore_conflicts=True)
    taken = sorted(field for field, each in made.items() if chosen[field] == each.value)
    return taken, sorted(made.keys() - taken)

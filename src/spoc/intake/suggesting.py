"""What history suggested of a request, and how it came out: taken, or refused."""

from collections.abc import Collection

from spoc.intake.reading import Suggestion, suggest
from spoc.people.models import Person
from spoc.requests import activities
from spoc.requests.models import SupportRequest
from spoc.requests.queries.lessons import predicted

# what a suggestion cannot do without
NEEDED = frozenset({"type", "service"})


def suggested_of(support_request: SupportRequest) -> Suggestion:
    """Return what the words of a request seem to ask for."""
    words = _words_of(support_request)
    return suggest(words, made=predicted(words))


def suggestion_of(support_request: SupportRequest) -> Suggestion | None:
    """Return what history suggests of a request, where it knows enough and nobody has decided."""
    words = _words_of(support_request)
    made = predicted(words)
    if not made.keys() >= NEEDED or is_settled(support_request):
        return None
    found = suggest(words, made=made)
    return found if found.by_history.keys() >= NEEDED else None


def is_settled(support_request: SupportRequest) -> bool:
    """Whether somebody took or refused what was suggested."""
    return support_request.suggestions.exists()


def settle(support_request: SupportRequest, *, by: Person, undecided: Collection[str] = ()) -> None:
    """Count what was suggested before somebody decided: taken or not; what is open counts not."""
    found = suggested_of(support_request).by_history
    made = {field: each for field, each in found.items() if field not in undecided}
    if made and not is_settled(support_request):
        activities.settle_suggestions(support_request, by=by, made=made)


def refuse(support_request: SupportRequest, *, by: Person) -> None:
    """Count that nothing of what was suggested is right."""
    made = suggested_of(support_request).by_history
    activities.refuse_suggestions(support_request, by=by, made=made)


def _words_of(support_request: SupportRequest) -> str:
    return f"{support_request.title}\n{support_request.description}"

"""What of a request can be found: public words by all who see it, notes by the desk."""

from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.custom_fields import words_in
from spoc.requests.queries.handoffs import handed_words
from spoc.search.registry import Findable, findable


def describe(support_request: SupportRequest) -> Findable:
    """Return the words of a request."""
    said = list(support_request.entries.filter(is_removed=False).values("text", "is_internal"))
    public = " ".join(entry["text"] for entry in said if not entry["is_internal"])
    internal = " ".join(entry["text"] for entry in said if entry["is_internal"])
    filled_in, inside = words_in(support_request)
    internal = " ".join([internal, inside, *handed_words(support_request)])
    title = f"{support_request.reference} {support_request.title}"
    return Findable(title, f"{public} {support_request.description} {filled_in}", internal)


findable("request", describe, access.readable_inside)

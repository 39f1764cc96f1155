"""How a step is taken back: the step and the fields that bring about what was there before."""

from urllib.parse import parse_qsl, urlencode

from spoc.requests.models import SupportRequest
from spoc.requests.pages.place import Place

Given = dict[str, str]
# what may be given to somebody else without forgetting how far it came
HANDED = ("new", "classified", "assigned", "in_progress")
# the step that puts back what the fields of a step held
UNDONE_BY = {"assignment": "giving-back", "taking": "giving-back", "priority": "priority"}


def undo_of(support_request: SupportRequest, noun: str, given: Given) -> tuple[str, Given] | None:
    """Return the step that takes this one back, as things stand before it; None for most."""
    if noun in UNDONE_BY:
        back = fields_before(support_request, noun, given)
        return None if back is None else (UNDONE_BY[noun], back)
    if noun == "restriction" and not support_request.is_restricted:
        return noun, {"readers": ""}
    if noun == "pause" and given.get("reason") == "scheduled":
        return "resumption", {}
    if noun == "title":
        return noun, _title(support_request)
    turned = {"watchers": "unwatching", "unwatching": "watchers", "merge": "unmerge"}
    if noun in turned and given.get("person", "me") == "me":
        return turned[noun], {"person": "me"}
    return None


def fields_before(support_request: SupportRequest, noun: str, given: Given) -> Given | None:
    """Return what the fields of this step hold now; None where they cannot be put back."""
    if noun == "major-link":
        return None
    if noun == "priority":
        return _priority(support_request)
    is_to_somebody = noun == "taking" or given.get("assignee")
    waits = support_request.status == "pending" and is_to_somebody
    if not (waits or support_request.status in HANDED):
        return None
    team = support_request.team
    return {
        "team": team.key if team else "",
        "assignee": str(support_request.assignee_id or ""),
    }


def address_of(
    support_request: SupportRequest, undo: tuple[str, Given] | None, place: Place
) -> str:
    """Return where a step is taken back and the same place gone back to; empty where it is not."""
    if undo is None:
        return ""
    noun, fields = undo
    here = {"queue": place.mark} if place.key else {}
    return f"/requests/{support_request.pk}/{noun}?{urlencode(fields | here)}"


def kept(number: int, back: Given) -> str:
    """Return a request and its fields in one word, for the address that takes many back.

    >>> kept(48213, {"assignee": "12"})
    '48213?assignee=12'
    """
    return f"{number}?{urlencode(back)}"


def unkept(word: str) -> tuple[str, Given]:
    """Return the number and the fields that `kept` wrote.

    >>> unkept("48213?assignee=12")
    ('48213', {'assignee': '12'})
    """
    number, _sign, query = word.partition("?")
    return number, dict(parse_qsl(query, keep_blank_values=True))


def _priority(support_request: SupportRequest) -> Given:
    by_hand = support_request.is_overridden
    return {
        "priority": str(support_request.priority) if by_hand else "",
        "reason": support_request.priority_reason if by_hand else "",
    }


def _title(support_request: SupportRequest) -> Given:
    flag = {"is_complaint": "on"} if support_request.is_complaint else {}
    return {"title": support_request.title, **flag}

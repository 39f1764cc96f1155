"""What the composer shows: one's draft, colleagues' drafts, what is planned, and a quotation."""

from dataclasses import dataclass

from django.http import HttpRequest
from markupsafe import Markup

from spoc.kit.marked import rendered
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.access import demand_work
from spoc.requests.activities.draft import WRITING
from spoc.requests.models import Draft, SupportRequest
from spoc.requests.pages.composing import quotation_of
from spoc.requests.pages.finding import agent
from spoc.requests.queries.beside import Beside

KINDS = ("reply", "note", "call")


@dataclass(frozen=True, slots=True)
class ShownDraft:
    """A draft that a colleague lets others read and go on with."""

    pk: int
    author: Person
    words: Markup


def composer(
    request: HttpRequest,
    support_request: SupportRequest,
    kind: str,
    known: Beside,
) -> dict[str, object]:
    """Return what the composer shows: `kind` is what is being written, as it is `known`."""
    person, asked = agent(request), kind or request.GET.get("compose", "reply")
    kind = asked if asked in KINDS else "reply"
    if kind == "reply" and support_request.requester.kind == Person.Kind.SYSTEM:
        # nobody asked, so there is nobody to write to
        kind = "note"
    drafts = known.drafts
    own = [draft for draft in drafts if draft.person_id == person.pk and draft.kind == kind]
    shown: dict[str, object] = {
        "kind": kind,
        "draft": own[0] if own else None,
        "planned": known.planned,
        "seen": next(iter(known.last), 0),
        "given": {},
        "news": [],
        **_beside(drafts, person),
    }
    if quoted := quotation_of_asked(request, support_request, person):
        written = own[0].text if own else ""
        shown["written"] = f"{written}\n\n{quoted}" if written.strip() else quoted
    return shown


def drafts_shown(support_request: SupportRequest, person: Person) -> dict[str, object]:
    """Return who else writes about a request, and the drafts they show, to who works on it."""
    demand_work(person, support_request)
    return _beside(_drafts(support_request), person)


def quotation_of_asked(
    request: HttpRequest, support_request: SupportRequest, person: Person
) -> str:
    """Return the quotation that the address asks for; nothing where it asks for none."""
    entry = request.GET.get("quote", "")
    return quotation_of(support_request, person, entry) if entry else ""


def _drafts(support_request: SupportRequest) -> list[Draft]:
    return list(support_request.drafts.select_related("person", "taken_by").order_by("id"))


def _beside(drafts: list[Draft], person: Person) -> dict[str, object]:
    others = [draft for draft in drafts if draft.person_id != person.pk]
    since = now() - WRITING
    return {
        "writers": [draft for draft in others if draft.kept_at > since],
        "shown_drafts": [
            ShownDraft(draft.pk, draft.person, rendered(draft.text))
            for draft in others
            if draft.is_shared and draft.kind == "reply"
        ],
    }

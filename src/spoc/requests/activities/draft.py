"""`keep_draft`: what somebody is writing is not lost."""

from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.models import Draft, SupportRequest

KINDS = ("reply", "note", "call")


def keep_draft(
    support_request: SupportRequest, *, by: Person, kind: str, text: str
) -> Draft | None:
    """Keep what a person has written so far; an empty draft is thrown away.

    It is nobody else's affair and happens every few seconds, so it is no activity and no fact.
    """
    demand(access.may_work(by, support_request))
    if kind not in KINDS:
        kind = "reply"
    words = tidy(text)[:100_000]
    if not words.strip():
        Draft.objects.filter(support_request=support_request, person=by, kind=kind).delete()
        return None
    draft, _made = Draft.objects.update_or_create(
        support_request=support_request,
        person=by,
        kind=kind,
        defaults={"text": words, "kept_at": now()},
    )
    return draft

"""What a merge or a split will make of a request, shown before it is done."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from markupsafe import Markup

from spoc.kit.errors import Refusal
from spoc.kit.html import paragraphs
from spoc.kit.text import one_line
from spoc.people.models import Person
from spoc.people.queries import entry_team
from spoc.requests import access
from spoc.requests.activities import try_merge
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits, other_request
from spoc.requests.pages.finding import agent, found

MOST_SHOWN = 600


@dataclass(frozen=True, slots=True)
class NewOne:
    """The request that is made of a message, as it will be."""

    title: str
    words: Markup
    requester: str
    community: str
    team: str


@login_required
@require_GET
def preview(request: HttpRequest, number: int) -> HttpResponse:
    """Draw what the merge would make of the two alone: asked for while the number is written."""
    support_request = found(request, number)
    shown = merge_shown(support_request, agent(request), request.GET.dict())
    return render(request, "requests/steps/_merge_preview.html", {"sr": support_request, **shown})


def merge_shown(sr: SupportRequest, person: Person, given: Given) -> dict[str, object]:
    """Return what the merge would make of the two, or why it cannot be."""
    if not given.get("into", "").strip():
        return {"trial": None, "trial_refused": ""}
    try:
        access.demand_work(person, sr)
        into = other_request(person, given["into"])
        return {"trial": try_merge(sr, by=person, into=into), "trial_refused": ""}
    except Refusal as refusal:
        return {"trial": None, "trial_refused": refusal.sentence}


def split_shown(sr: SupportRequest, person: Person, given: Given) -> dict[str, object]:
    """Return the request that would be made of the message; None where there is none."""
    rows = access.entries_visible_to(person).filter(support_request=sr, is_internal=False)
    entry = rows.select_related("author").filter(pk=digits(given.get("entry")) or 0).first()
    if entry is None or entry.is_from_desk:
        return {"new_one": None}
    team = entry_team()
    community = sr.community or entry.author.community
    return {
        "new_one": NewOne(
            title=one_line(entry.text, 120),
            words=paragraphs(entry.text[:MOST_SHOWN]),
            requester=entry.author.name,
            community=community.name if community else "",
            team=team.name if team else "",
        )
    }

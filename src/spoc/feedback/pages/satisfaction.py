"""How satisfied people are: the figures of the last weeks, the answers, and the thanks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from spoc.feedback import access
from spoc.feedback.models import Survey
from spoc.feedback.pages.finding import LARGEST, gone, reader, request_found
from spoc.feedback.queries import complaint_of, survey_of, terms
from spoc.feedback.queries.figures import satisfaction
from spoc.feedback.shown import named, rows_of
from spoc.kit import keyset
from spoc.kit.time import now
from spoc.people.access import communities_visible_to
from spoc.people.models import Community, Person

PAGE_SIZE, FEW_THANKS = 20, 5
SHOWN_WITH = ("person", "agent", "team", "community", "follow_up")


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show how satisfied people are, and what they say."""
    person = reader(request)
    communities = list(communities_visible_to(person).order_by("name"))
    chosen = next((each for each in communities if each.key == request.GET.get("community")), None)
    counted = access.surveys_counted_for(person)
    if chosen:
        counted = counted.filter(community=chosen)
    context = {
        "satisfaction": satisfaction(counted, now()),
        "communities": communities,
        "chosen": chosen,
        **_answers(request, person, chosen),
        **_thanks(person, FEW_THANKS, None),
    }
    return render(request, "feedback/satisfaction.html", context)


@login_required
@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """List the thanks somebody may read, the newest first."""
    context = _thanks(reader(request), PAGE_SIZE, request.GET.get("after") or None)
    return render(request, "feedback/thanks.html", context)


@login_required
@require_safe
def one_thanks(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the thanks a notice tells of."""
    person = reader(request)
    rows = access.compliments_visible_to(person).select_related("person", "agent", "team")
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise gone()
    context = {"thanks": [found], "next_thanks": None, "thanked_titles": named([found], person)}
    return render(request, "feedback/thanks.html", context)


@login_required
@require_safe
def on_request(request: HttpRequest, number: int) -> HttpResponse:
    """Draw what was said of one request, for its page."""
    support_request, person = request_found(request, number), reader(request)
    survey = survey_of(support_request)
    is_seen = survey and access.surveys_visible_to(person).filter(pk=survey.pk).exists()
    complaints = access.visible_to(person).filter(pk__in=complaint_of(support_request).values("pk"))
    paid = access.compliments_visible_to(person).filter(support_request=support_request)
    context = {
        "sr": support_request,
        "survey": survey if is_seen else None,
        "complaints": rows_of(complaints.order_by("-id"), person),
        "thanks": list(paid.select_related("person").order_by("-id")),
        "may_receive": access.may_receive_for_others(person),
    }
    return render(request, "feedback/_on_request.html", context)


def _answers(request: HttpRequest, person: Person, chosen: Community | None) -> dict[str, object]:
    """Return a page of the answers the person may read, the newest first."""
    rows = access.surveys_visible_to(person).filter(state="answered").select_related(*SHOWN_WITH)
    show = "low" if request.GET.get("show") == "low" else "all"
    if show == "low":
        rows = rows.filter(score__lte=terms().low_score)
    if chosen:
        rows = rows.filter(community=chosen)
    after = request.GET.get("after") or None
    found: keyset.Page[Survey] = keyset.page(
        rows, ("-answered_at", "-id"), size=PAGE_SIZE, after=after
    )
    titles = named(found.rows, person)
    return {"answers": found.rows, "next": found.next, "show": show, "titles": titles}


def _thanks(person: Person, size: int, after: str | None) -> dict[str, object]:
    rows = access.compliments_visible_to(person).select_related("person", "agent", "team")
    found = keyset.page(rows, ("-id",), size=size, after=after)
    return {
        "thanks": found.rows,
        "next_thanks": found.next,
        "thanked_titles": named(found.rows, person),
    }

"""Knowledge handed to named people: whom it was handed to, and the proof that they have it."""

from datetime import date, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.kit import keyset
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import now
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.knowledge.activities import Asked
from spoc.knowledge.models import Article, Transfer
from spoc.knowledge.pages.finding import LARGEST, agent, article_found, gone
from spoc.knowledge.queries.reading import article_told
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person

PAGE_SIZE = 30
NEWEST = ("-id",)
USUAL_DAYS = 14
SHOWS = {"mine": ("asked", "read"), "open": ("asked", "read"), "proven": ("proven",)}


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what was handed to people: to me, still open, or proven."""
    person = agent(request)
    show = request.GET.get("show", "mine")
    show = show if show in SHOWS else "mine"
    rows = access.transfers_visible_to(person).filter(state__in=SHOWS[show])
    if show == "mine":
        rows = rows.filter(person=person)
    rows = rows.select_related("article", "person", "asked_by")
    page = keyset.page(rows, NEWEST, size=PAGE_SIZE, after=request.GET.get("after") or None)
    context = {"rows": page.rows, "next": page.next, "show": show, "today": now().date()}
    return render(request, "knowledge/transfers.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand an article to people of the desk, with one question as proof."""
    by, article = agent(request), article_found(request, pk)
    if not access.may_transfer(by):
        raise NotAllowed(_("Knowledge is handed on by who manages it, or coaches."))
    if request.method != "POST":
        return _form(request, article)
    try:
        given = request.POST.dict()
        asked = Asked(given.get("question", ""), _day(given.get("due_on", "")))
        do.transfer_article(article, by=by, people=_people(by, given), asked=asked)
    except NotPossible as refusal:
        return _form(request, article, refusal)
    messages.success(request, _("It is handed on: they are told."))
    return HttpResponseRedirect("/knowledge/transfers?show=open")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, pk: int) -> HttpResponse:
    """Show somebody what they are to know, and take their answer."""
    person, transfer = agent(request), _found(request, pk)
    refusal = None
    if request.method == "POST":
        try:
            has_read = bool(request.POST.get("has_read"))
            answer = request.POST.get("answer", "")
            do.prove_transfer(transfer, by=person, answer=answer, has_read=has_read)
            messages.success(request, _("Thank you: it is written down."))
            return HttpResponseRedirect("/knowledge/transfers")
        except NotPossible as refused:
            refusal = refused
    context = {
        "transfer": transfer,
        "told": article_told(transfer.article, person),
        "is_mine": transfer.person_id == person.pk,
        "may_transfer": access.may_transfer(person),
        "given": request.POST.dict(),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "knowledge/transfer.html", context, status=status)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody no longer."""
    do.withdraw_transfer(_found(request, pk), by=agent(request))
    return HttpResponseRedirect("/knowledge/transfers?show=open")


def _found(request: HttpRequest, pk: int) -> Transfer:
    rows = access.transfers_visible_to(agent(request)).select_related(
        "article", "person", "asked_by"
    )
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise gone()
    return found


def _people(by: Person, given: dict[str, str]) -> tuple[Person, ...]:
    """Return the people named, one a line; each must be somebody the asker may know."""
    names = [name.strip() for name in given.get("people", "").splitlines() if name.strip()][:50]
    rows = people_visible_to(by).filter(is_active=True)
    people = {name: rows.filter(name__iexact=name).first() for name in names}
    unknown = [name for name, person in people.items() if person is None]
    if unknown:
        words = _("Nobody here is called %(name)s: write the whole name.") % {"name": unknown[0]}
        raise NotPossible(words, fields={"people": words})
    return tuple(person for person in people.values() if person is not None)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        sentence = _("Write the day as year, month and day.")
        raise NotPossible(sentence, fields={"due_on": sentence}) from None


def _form(
    request: HttpRequest, article: Article, refusal: NotPossible | None = None
) -> HttpResponse:
    usual = {"due_on": (now().date() + timedelta(days=USUAL_DAYS)).isoformat()}
    context = {
        "article": article,
        "given": {**usual, **request.POST.dict()},
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "knowledge/hand.html", context, status=status)

"""What is done with an article at the desk: each a noun with a form, posted to do it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from spoc.kit.errors import NotFound, NotPossible
from spoc.kit.text import one_line
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.knowledge.activities.writing import words_of
from spoc.knowledge.models import Article
from spoc.knowledge.pages.finding import agent, article_found, number_in
from spoc.knowledge.rules import AUDIENCES, FLAG_REASONS, GOVERNANCES, VERDICTS, Confidence
from spoc.knowledge.rules.standard import standard
from spoc.knowledge.words import AUDIENCE, FLAG_REASON, GOVERNANCE, VERDICT
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person

Given = dict[str, str]
Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its words and picture, who may do it when, what it does, and what it asks for."""

    title: str | Promise
    icon: str
    may: Callable[[Person, Article], bool]
    do: Callable[[Article, Person, Given], object]
    asks: tuple[str, ...] = ()
    kind: str = ""


def _owner(by: Person, given: Given) -> Person | None:
    words = given.get("owner", "").strip()
    if not words:
        return None
    rows = people_visible_to(by).filter(is_active=True)
    found = rows.filter(pk=number_in(words)).first() or rows.filter(name__iexact=words).first()
    if found is None:
        sentence = _("Nobody here is called so: write the whole name.")
        raise NotPossible(sentence, fields={"owner": sentence})
    return found


def _kept(article: Article, by: Person, given: Given) -> object:
    owner = _owner(by, given)
    return do.keep_article(article, by=by, owner=owner, governance=given.get("governance"))


def _settled(article: Article, by: Person, given: Given) -> object:
    flag = article.flags.filter(pk=number_in(given.get("flag", ""))).first()
    if flag is None:
        raise NotFound(_("There is no such flag here."))
    return do.settle_flag(article, by=by, flag=flag, settlement=given.get("settlement", ""))


def _may_publish(person: Person, article: Article) -> bool:
    is_validated = article.confidence == Confidence.VALIDATED
    wider = is_validated and any(access.may_publish(person, article, each) for each in AUDIENCES)
    return wider or (article.audience != "internal" and access.may_review(person, article))


def _may_settle(person: Person, article: Article) -> bool:
    return article.open_flags > 0 and access.may_settle(person, article)


def _may_archive(person: Person, article: Article) -> bool:
    return access.may_manage(person) or access.may_review(person, article)


ACTS = {
    "validation": Act(
        gettext_lazy("Validate it"),
        "check",
        lambda who, each: each.allows("validate") and access.may_validate(who, each),
        lambda each, by, given: do.validate_article(each, by=by),
        ("standard",),
        "primary",
    ),
    "audience": Act(
        gettext_lazy("Publish it"),
        "send",
        _may_publish,
        lambda each, by, given: do.publish_article(each, by=by, audience=given.get("audience", "")),
        ("audience",),
    ),
    "review": Act(
        gettext_lazy("Review it"),
        "calendar",
        lambda who, each: each.allows("confirm") and access.may_review(who, each),
        lambda each, by, given: do.review_article(
            each, by=by, verdict=given.get("verdict", ""), note=given.get("note", "")
        ),
        ("verdict", "note"),
    ),
    "flag": Act(
        gettext_lazy("Flag it"),
        "flag",
        lambda who, each: each.is_live and access.may_flag(who, each),
        lambda each, by, given: do.flag_article(
            each, by=by, reason=given.get("reason", ""), words=given.get("words", "")
        ),
        ("reason", "words"),
    ),
    "settlement": Act(
        gettext_lazy("Settle a flag"),
        "done",
        _may_settle,
        _settled,
        ("flag", "settlement"),
    ),
    "known-error": Act(
        gettext_lazy("It is a known error"),
        "bulb",
        lambda who, each: each.is_live and not each.is_known_error and access.may_review(who, each),
        lambda each, by, given: do.name_known_error(each, by=by),
    ),
    "mending": Act(
        gettext_lazy("The error is mended"),
        "check",
        lambda who, each: each.is_known_error and access.may_review(who, each),
        lambda each, by, given: do.end_known_error(each, by=by),
    ),
    "keeping": Act(
        gettext_lazy("Who keeps it"),
        "person",
        lambda who, each: each.is_live and access.may_review(who, each),
        _kept,
        ("owner", "governance"),
    ),
    "archive": Act(
        gettext_lazy("Archive it"),
        "inbox",
        lambda who, each: each.allows("archive") and _may_archive(who, each),
        lambda each, by, given: do.archive_article(each, by=by, reason=given.get("note", "")),
        ("note",),
    ),
    "restoration": Act(
        gettext_lazy("Take it up again"),
        "history",
        lambda who, each: each.allows("restore") and access.may_manage(who),
        lambda each, by, given: do.restore_article(each, by=by),
    ),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, noun: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    article, chosen = article_found(request, pk), ACTS.get(noun)
    if chosen is None or (request.method != "POST" and not chosen.asks):
        raise NotFound(_("There is no such step."))
    if request.method != "POST":
        return _form(request, article, noun, chosen)
    try:
        chosen.do(article, agent(request), request.POST.dict())
    except NotPossible as refusal:
        if not chosen.asks:
            raise
        return _form(request, article, noun, chosen, refusal)
    messages.success(
        request, _("It is written down in %(number)s.") % {"number": article.reference}
    )
    return HttpResponseRedirect(f"/knowledge/{pk}")


def offered(article: Article, person: Person) -> list[tuple[str, Act]]:
    """Return what this person may do with the article now, with the nouns."""
    return [(noun, each) for noun, each in ACTS.items() if each.may(person, article)]


def _form(
    request: HttpRequest,
    article: Article,
    noun: str,
    chosen: Act,
    refusal: NotPossible | None = None,
) -> HttpResponse:
    usual = {
        "audience": article.audience,
        "governance": article.governance,
        "verdict": "confirm",
        "owner": article.owner.name,
        "flag": request.GET.get("flag", ""),
    }
    context = {
        "article": article,
        "noun": noun,
        "act": chosen,
        "given": {**usual, **request.POST.dict()},
        "options": _options(),
        "checks": standard(words_of(article)) if "standard" in chosen.asks else [],
        "flag_choices": _flags(article),
        "refusal": refusal,
        "wrong": refusal.fields if refusal else {},
    }
    status = refusal.status if refusal else 200
    return render(request, "knowledge/act.html", context, status=status)


def _options() -> dict[str, Options]:
    """Return the words offered for each field that is chosen."""
    return {
        "audience": [(each, str(AUDIENCE[each])) for each in AUDIENCES],
        "governance": [(each, str(GOVERNANCE[each])) for each in GOVERNANCES],
        "verdict": [(each, str(VERDICT[each])) for each in VERDICTS],
        "reason": [(each, str(FLAG_REASON[each])) for each in FLAG_REASONS],
    }


def _flags(article: Article) -> Options:
    """Return the open flags of an article, each as who reads it would name it."""
    rows = article.flags.filter(settled_at=None).select_related("by").order_by("at")
    return [
        (str(each.pk), one_line(f"{FLAG_REASON[each.reason]}, {each.by.name}: {each.words}", 80))
        for each in rows
    ]

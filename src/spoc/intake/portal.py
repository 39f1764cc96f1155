"""Asking for something in the portal."""

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.queries import guide
from spoc.catalogue.rules import FIELD
from spoc.intake.activities import Question
from spoc.intake.activities import ask as ask_activity
from spoc.kit.errors import NotFound, NotPossible
from spoc.knowledge.activities.help import keep_draft, known_session
from spoc.knowledge.help_visit import community_of, known_visitor, visitor_of
from spoc.knowledge.queries.help import read_before
from spoc.knowledge.queries.matching import KINDS, matches
from spoc.people.models import Person
from spoc.people.queries import first_mail
from spoc.records.activities import Upload
from spoc.records.forms import FilesField
from spoc.requests.asking import asked_in_portal
from spoc.requests.custom_given import custom_given
from spoc.requests.field_access import fields_visible_to
from spoc.requests.queries.banners import DISTURBANCES, banners_for
from spoc.requests.queries.own import alike as alike_own
from spoc.requests.queries.own import own
from spoc.ui.topics import sign

KEPT = "spoc.asked"
KEPT_LENGTH = 20_000
KEPT_ANSWERS = 50
TOLD_AS = {"description": "words"}
# fewer signs than these are no draft yet
SHORTEST_DRAFT = 10
# one's own requests stand apart, with how they are
HELPFUL = tuple(kind for kind in KINDS if kind != "duplicate")


class AskForm(forms.Form):
    """What somebody needs, in their own words."""

    words = forms.CharField(
        label=gettext_lazy("Describe it in your own words"),
        help_text=gettext_lazy("What happens, where, since when, and what you cannot do."),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Say in a few words what you need.")},
    )
    title = forms.CharField(
        label=gettext_lazy("A short title"),
        help_text=gettext_lazy("We take the first words where you leave this empty."),
        required=False,
        max_length=200,
    )
    attachments = FilesField()
    is_complaint = forms.BooleanField(
        label=gettext_lazy("This is a complaint"),
        help_text=gettext_lazy("About our service or how you were met. A manager reads it."),
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take down what somebody needs; who is not signed in signs in first and loses no words."""
    person = get_user(request)
    if not isinstance(person, Person):
        return _first_sign_in(request)
    if request.method != "POST":
        words = request.GET.get("words", "")
        kept = {"words": words} if words else request.session.get(KEPT, {})
        return _page(request, person, AskForm(initial=kept), kept)
    if request.POST.get("then") == "guide":
        return _page(request, person, AskForm(initial=request.POST.dict()), request.POST.dict())
    form = AskForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            return _asked(request, person, form)
        except NotPossible as refusal:
            _refused(form, refusal)
            given = request.POST.dict()
            return _page(request, person, form, given, status=422, wrong=refusal.fields)
    return _page(request, person, form, request.POST.dict(), status=422)


@require_POST
@login_required
def alike(request: HttpRequest) -> HttpResponse:
    """Show what may help with what is being written, and the person's own requests like it."""
    person, words = get_user(request), request.POST.get("words", "")[:KEPT_LENGTH]
    if not isinstance(person, Person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    if len(words.strip()) >= SHORTEST_DRAFT:
        keep_draft(visitor_of(request), words)
    return render(request, "intake/portal/_alike.html", _like(request, person, words))


@require_safe
@login_required
def guided(request: HttpRequest) -> HttpResponse:
    """Draw the guided questions one answer further."""
    person = get_user(request)
    if not isinstance(person, Person):
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    shown = guide(request.GET.dict(), services_visible_to(person))
    return render(request, "intake/portal/_guide.html", {"guide": shown})


@require_safe
@login_required
def asked(request: HttpRequest, number: int) -> HttpResponse:
    """Say under which number we have it, and what comes next."""
    person = get_user(request)
    found = own(person).filter(pk=number).first() if isinstance(person, Person) else None
    if not isinstance(person, Person) or found is None:
        raise NotFound(_("There is nothing at this address, or it is not yours to see."))
    context = {"support_request": found, "mail": first_mail(person)}
    return render(request, "intake/portal/asked.html", context)


def _first_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the door; written words wait in the session, since an address cannot hold them."""
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
    answers = [name for name in request.POST if name.startswith(FIELD)]
    names = ("words", "title", "is_complaint", *answers[:KEPT_ANSWERS])
    request.session[KEPT] = {name: request.POST.get(name, "")[:KEPT_LENGTH] for name in names}
    return redirect_to_login(reverse("intake:portal-ask"), settings.LOGIN_URL)


def _asked(request: HttpRequest, person: Person, form: AskForm) -> HttpResponse:
    said = form.cleaned_data
    question = Question(
        words=said["words"],
        title=said["title"],
        is_complaint=said["is_complaint"],
        answers=guide(request.POST.dict(), services_visible_to(person)).answers,
        custom=custom_given(fields_visible_to(person), request.POST.dict(), person),
        files=[Upload(f.name, f.content_type or "", f.file) for f in said["attachments"]],
    )
    support_request = ask_activity(person, by=person, question=question)
    request.session.pop(KEPT, None)
    return HttpResponseRedirect(
        reverse("intake:portal-asked", kwargs={"number": support_request.pk})
    )


def _refused(form: AskForm, refusal: NotPossible) -> None:
    for name, words in (refusal.fields or {"": refusal.sentence}).items():
        field = TOLD_AS.get(name, name)
        form.add_error(field if field in form.fields else None, words)


def _like(request: HttpRequest, person: Person, words: str) -> dict[str, object]:
    """Return the person's own requests like these words, and what else may help."""
    community, language = community_of(request, person), get_language() or ""
    found = matches(words, person, community, language, kinds=HELPFUL)
    return {"alike": alike_own(person, words), "matches": found, "words": words}


def _page(
    request: HttpRequest,
    person: Person,
    form: AskForm,
    given: dict[str, str],
    status: int = 200,
    wrong: dict[str, str] | None = None,
) -> HttpResponse:
    like = _like(request, person, given.get("words", ""))
    visitor = known_visitor(request)
    visit = known_session(visitor) if visitor else None
    banners = {"banners": banners_for(person), "signed": [sign(DISTURBANCES, person.pk)]}
    guided = guide(given, services_visible_to(person))
    custom = asked_in_portal(person, guided.ending)
    context = {"form": form, "guide": guided, "custom": custom, **banners, **like}
    context["tried"] = list(read_before(visit)) if visit else []
    context |= {"given": given, "wrong": wrong or {}}
    return render(request, "intake/portal/ask.html", context, status=status)

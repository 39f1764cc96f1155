"""How a person comes to a request of theirs: by its number, or without an account by a link."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from spoc.catalogue.queries import voice_for
from spoc.kit.errors import NotFound
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.people.voice import Voice
from spoc.records.models import Attachment
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.tracking import follow, word_for
from spoc.ui.topics import sign

SHOWN_WITH = ("requester", "assignee", "team", "community", "service__voice", "merged_into")


@dataclass(frozen=True, slots=True)
class Visit:
    """A person at a request; `word` is the signed link they came by, if they came by one."""

    support_request: SupportRequest
    person: Person
    word: str = ""

    @property
    def address(self) -> str:
        """The page of this request, by the way the person came."""
        return self.address_of(self.support_request)

    @property
    def is_party(self) -> bool:
        """Whether the person may write here."""
        return access.is_party(self.person, self.support_request)

    @property
    def is_own(self) -> bool:
        """Whether it is the person's to confirm, reopen or cancel."""
        asked = (self.support_request.requester_id, self.support_request.on_behalf_of_id)
        return self.person.pk in asked

    @property
    def community(self) -> Voice | None:
        """In whose voice the page speaks: the community's, and its service's over that."""
        found = self.support_request.community or self.person.community
        return voice_for(found, self.support_request.service) if found else None

    @property
    def live_topics(self) -> list[str]:
        """What the page listens to; there is no live stream without an account."""
        topic = f"request-{self.support_request.pk}"
        return [] if self.word else [sign(topic, self.person.pk)]

    def address_of(self, other: SupportRequest) -> str:
        """Return the page of another request of this person, by the same way."""
        if not self.word:
            return reverse("requests:portal-request", kwargs={"number": other.pk})
        is_this = other.pk == self.support_request.pk
        word = self.word if is_this else word_for(other, self.person)
        return reverse("requests:follow", kwargs={"word": word})

    def files(self, files: Iterable[Attachment]) -> list[dict[str, object]]:
        """Return files as a list shows them, each with the address it is handed out at."""
        return [
            {
                "name": file.filename,
                "href": self.file_address(file),
                "size": file.size,
                "image": file.is_picture,
            }
            for file in files
        ]

    def file_address(self, file: Attachment) -> str:
        """Return where a file is handed out by the way this person came."""
        names = {"number": file.pk, "filename": file.filename}
        if self.word:
            return reverse("records:named-followed-file", kwargs={"word": self.word, **names})
        return reverse("records:named-file", kwargs=names)


View = Callable[[HttpRequest, Visit], HttpResponse]


def by_number(view: View) -> Callable[..., HttpResponse]:
    """Let those who are signed in come by the number of a request they may see."""

    @wraps(view)
    def numbered(request: HttpRequest, number: int) -> HttpResponse:
        person = get_user(request)
        if not isinstance(person, Person):
            raise _gone()
        rows = access.visible_to(person).select_related(*SHOWN_WITH)
        support_request = rows.filter(pk=number).first()
        if support_request is None:
            raise _gone()
        return view(request, Visit(support_request, person))

    return login_required(numbered)


def by_link(view: View) -> Callable[..., HttpResponse]:
    """Let whoever holds the signed link of a request come as the person it was sent to.

    The right to act lies in the address alone, never in a cookie, so no other site can borrow it
    and Django's check of the sender, which a page without referrer cannot pass, is left out.
    """

    @wraps(view)
    def linked(request: HttpRequest, word: str) -> HttpResponse:
        followed = follow(word)
        visit = Visit(followed.support_request, followed.person, word)
        if not visit.is_party:
            raise _gone()
        language = visit.person.speaks
        with translation.override(language), timezone.override(zone(visit.person.lives_in)):
            response = view(request, visit)
        response["Content-Language"] = language
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "private, no-store"
        return response

    return csrf_exempt(linked)


def _gone() -> NotFound:
    return NotFound(_("There is nothing at this address, or it is not yours to see."))

"""Finding who asks and what an address names, for whoever works with knowledge."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from spoc.kit.errors import NotAllowed, NotFound
from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.people.models import Person

LARGEST = 2**63 - 1
SHOWN_WITH = ("owner", "created_by", "validated_by", "translation_of")


def agent(request: HttpRequest) -> Person:
    """Return who reads the knowledge of the desk."""
    person = request.user
    if not isinstance(person, Person) or not access.may_open(person):
        raise NotAllowed(_("These are the desk's own pages: articles for you are in the portal."))
    return person


def writer(request: HttpRequest) -> Person:
    """Return who writes down what they know."""
    person = agent(request)
    if not access.may_write(person):
        raise NotAllowed(_("Articles are written by those who work on requests."))
    return person


def article_found(request: HttpRequest, pk: int) -> Article:
    """Return the article of this number, if the agent may read it."""
    rows = access.visible_to(agent(request)).select_related(*SHOWN_WITH)
    found = rows.filter(pk=pk).first() if pk <= LARGEST else None
    if found is None:
        raise gone()
    return found


def number_in(words: str) -> int:
    """Return the number somebody typed; 0 where it is none."""
    digits = words.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 18 else 0


def gone() -> NotFound:
    """Return what a stranger is told, and whoever asks for what is not there."""
    return NotFound(_("There is nothing at this address, or it is not yours to see."))

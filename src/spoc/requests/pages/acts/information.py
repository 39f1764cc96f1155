"""What is done with a question at the desk: articles are sent, and whether they helped is noted."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.kit.errors import NotPossible
from spoc.knowledge.access import visible_to as articles_visible_to
from spoc.knowledge.queries.matching import matches_inside
from spoc.people.models import Person
from spoc.requests.activities.information import ArticleFound, send_articles, verify_receipt
from spoc.requests.models import SupportRequest
from spoc.requests.pages.acts.given import Given, digits

ARTICLE, READY = "article_", "ready_"
MOST = 8
HELPED = {"yes": True, "no": False}


def send(sr: SupportRequest, by: Person, given: Given) -> str:
    """Answer with the articles that were ticked, and those named by their numbers."""
    ticked = [digits(name.removeprefix(ARTICLE)) for name in given if name.startswith(ARTICLE)]
    numbers = list(dict.fromkeys([*ticked, *_named(given.get("further", ""))]))
    ready = {digits(name.removeprefix(READY)) for name in given if name.startswith(READY)}
    named = set(_named(given.get("further", ""))) if given.get("further_ready") else set()
    found = [
        ArticleFound(number, address_of(number), is_user_ready=number in ready | named)
        for number in numbers
        if number
    ]
    send_articles(sr, by=by, found=found, words=given.get("words", ""))
    return _("%(name)s is sent the answer.") % {"name": sr.requester.name}


def receive(sr: SupportRequest, by: Person, given: Given) -> str:
    """Note whether it arrived, and whether it helped."""
    verify_receipt(
        sr, by=by, receipt=given.get("receipt", ""), helped=HELPED.get(given.get("helped", ""))
    )
    return _("It is noted.")


def shown(sr: SupportRequest, by: Person, given: Given) -> dict[str, object]:
    """Return what may answer a question, with what the requester may read of it."""
    words = f"{sr.title}\n{sr.description}"
    found = matches_inside(words, by, service=sr.service_id, limit=MOST)
    theirs = articles_visible_to(sr.requester).filter(pk__in=[each.pk for each in found])
    readable = set(theirs.values_list("pk", flat=True))
    is_first = "words" not in given
    return {
        "found": [
            {
                "match": each,
                "is_readable": each.pk in readable,
                "is_ticked": f"{ARTICLE}{each.pk}" in given,
                "is_ready": each.pk in readable and (is_first or f"{READY}{each.pk}" in given),
            }
            for each in found
        ],
        "row": getattr(sr, "information", None),
    }


def address_of(article: int) -> str:
    """Return where a requester reads an article."""
    path = reverse("knowledge:portal-article", kwargs={"pk": article})
    return f"{settings.SPOC_URL}{path}"


def _named(text: str) -> list[int]:
    """Return the numbers of articles as somebody wrote them, such as K-7, K-12."""
    words = [word.strip().upper().removeprefix("K-") for word in text.replace(";", ",").split(",")]
    numbers = [digits(word) for word in words if word]
    if None in numbers:
        sentence = _("Write the numbers of articles, such as K-7, K-12.")
        raise NotPossible(sentence, fields={"further": sentence})
    return [number for number in numbers if number]


INFORMATION_STEPS = {
    "articles": (gettext_lazy("Answer with articles"), send),
    "article-receipt": (gettext_lazy("Did it help?"), receive),
}

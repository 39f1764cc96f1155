"""A question is answered with what is written already: sent, received, and of help or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, record
from spoc.kit import nouns
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.records.activities import link
from spoc.requests import access
from spoc.requests.activities.reply import reply
from spoc.requests.activities.touch import put, save
from spoc.requests.models import ArticleOffer, InformationRequest, SupportRequest
from spoc.requests.rules.guards import RECEIPTS
from spoc.requests.rules.information import MOST_ARTICLES, Offered, needs_words

NOUN = "article"


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """An article that was found: its number, where the requester reads it, sent as it is or not."""

    number: int
    address: str = ""
    is_user_ready: bool = True


@activity
def send_articles(
    support_request: SupportRequest,
    *,
    by: Person,
    found: Sequence[ArticleFound],
    words: str = "",
) -> InformationRequest:
    """Answer with what is written: what the requester may read is sent, the rest answered from.

    Each is linked with the request as what documents it.
    """
    demand(access.may_work(by, support_request))
    question = _question(support_request)
    rows = _articles(support_request, by, found)
    said = tidy(words).strip()
    if needs_words([Offered(each.number, each.is_user_ready) for each in found]) and not said:
        sentence = _("Answer in your own words: none of these can be sent as it is.")
        raise NotPossible(sentence, fields={"words": sentence})
    for each, row in zip(found, rows, strict=True):
        ArticleOffer.objects.update_or_create(
            information=question,
            article=row.pk,
            defaults={"is_user_ready": each.is_user_ready, "by": by, "at": now()},
        )
        link(support_request, by=by, relation="documented_by", other=row)
    question.sent_at = now()
    question.save(update_fields=["sent_at"])
    reply(support_request, by=by, text=_letter(support_request, found, rows, said))
    names = ", ".join(nouns.noun_of(row).reference(row) for row in rows)
    numbers = [row.pk for row in rows]
    record("information.sent", support_request, by=by, articles=names, numbers=numbers)
    return question


@activity
def verify_receipt(
    support_request: SupportRequest, *, by: Person, receipt: str, helped: bool | None = None
) -> InformationRequest:
    """Say whether what was sent arrived, and whether it helped; who asked says it, or the desk."""
    demand(access.may_decide_as_requester(by, support_request))
    question = _question(support_request)
    if question.sent_at is None:
        raise NotPossible(_("Nothing was sent yet that could have arrived."))
    if receipt not in RECEIPTS:
        words = _("Choose one of the values offered.")
        raise NotPossible(words, fields={"receipt": words})
    # what helped has arrived
    wanted = {"receipt": "yes" if helped is not None else receipt, "helped": helped}
    changes = put(question, wanted)
    if changes:
        question.save(update_fields=list(changes))
        save(support_request, [])
        told: dict[str, object] = {"receipt": question.receipt, "helped": helped}
        record("information.received", support_request, by=by, **told, changes=changes)
    return question


def _question(support_request: SupportRequest) -> InformationRequest:
    rows = InformationRequest.objects.filter(pk=support_request.pk)
    found = rows.first() if support_request.type == "information" else None
    if found is None:
        raise NotPossible(_("Only a question is answered with articles: classify it first."))
    if not support_request.is_open or support_request.status == "resolved":
        raise NotPossible(_("It is no longer worked on: reopen it first."))
    support_request.information = found
    return found


def _articles(
    support_request: SupportRequest, by: Person, found: Sequence[ArticleFound]
) -> list[Model]:
    """Return the articles as the agent may read them; what the requester may not is not sent."""
    if not 1 <= len(found) <= MOST_ARTICLES or len({each.number for each in found}) != len(found):
        words = _("Choose the articles that answer it: ten at most, each once.")
        raise NotPossible(words, fields={"articles": words})
    rows = []
    for each in found:
        row = nouns.find(by, NOUN, each.number)
        if row is None:
            words = _("Choose articles you may read.")
            raise NotPossible(words, fields={"articles": words})
        if each.is_user_ready and nouns.find(support_request.requester, NOUN, each.number) is None:
            words = _("%(name)s may not read %(article)s: answer in your own words from it.")
            told = words % {
                "name": support_request.requester.name,
                "article": nouns.noun_of(row).title(row),
            }
            raise NotPossible(told, fields={"articles": told})
        rows.append(row)
    return rows


def _letter(
    support_request: SupportRequest,
    found: Sequence[ArticleFound],
    rows: Sequence[Model],
    said: str,
) -> str:
    """Return what the requester reads: the agent's words, then each article with its address."""
    language = support_request.language or support_request.requester.speaks
    sent = [
        f"{row}\n{each.address}"
        for each, row in zip(found, rows, strict=True)
        if each.is_user_ready
    ]
    with override(language):
        beginning = said or _("This is written about your question:")
    return "\n\n".join([beginning, *sent])

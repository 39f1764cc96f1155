"""A question: answered with articles, and whether they arrived and helped."""

from datetime import datetime
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from ninja import Router, Schema
from pydantic import Field

from spoc.requests.activities.information import ArticleFound, send_articles, verify_receipt
from spoc.requests.api.shapes import found
from spoc.requests.models import SupportRequest
from spoc.requests.queries.information import information_shown
from spoc.requests.rules.guards import RECEIPTS
from spoc.requests.rules.information import MOST_ARTICLES
from spoc.site.machines import Key, OneOf, answers, nowhere
from spoc.site.tokens import caller

router = Router()


class OfferIn(Schema):
    """An article that was found: sent as it is, or only answered from."""

    article: Key
    is_user_ready: bool = True


class ArticlesIn(Schema):
    """What answers a question: articles, and words that go before them."""

    articles: list[OfferIn] = Field(min_length=1, max_length=MOST_ARTICLES)
    words: str = Field("", max_length=20_000)


class ArticleReceiptIn(Schema):
    """Whether what was sent arrived, and whether it helped; left out where nobody knows."""

    receipt: Annotated[str, OneOf(RECEIPTS)]
    helped: bool | None = None


class OfferOut(Schema):
    """An article that was offered."""

    article: int
    is_user_ready: bool


class InformationOut(Schema):
    """How far a question is answered; the articles are those the caller may read."""

    number: int
    articles: list[OfferOut]
    sent_at: datetime | None
    receipt: Annotated[str, OneOf(RECEIPTS)]
    helped: bool | None
    is_gap: bool


@router.get("/requests/{int:number}/answer", response=answers(InformationOut))
def read_answer(request: HttpRequest, number: int) -> InformationOut:
    """Read how far a question is answered."""
    return _out(request, found(request, number))


@router.post("/requests/{int:number}/articles", response=answers(InformationOut))
def send_request_articles(request: HttpRequest, number: int, asked: ArticlesIn) -> InformationOut:
    """Answer with what is written already."""
    row, by = found(request, number), caller(request)
    offered = [
        ArticleFound(each.article, _address(each.article), is_user_ready=each.is_user_ready)
        for each in asked.articles
    ]
    send_articles(row, by=by, found=offered, words=asked.words)
    return _out(request, row)


@router.post("/requests/{int:number}/article-receipt", response=answers(InformationOut))
def verify_request_receipt(
    request: HttpRequest, number: int, asked: ArticleReceiptIn
) -> InformationOut:
    """Say whether what was sent arrived, and whether it helped."""
    row = found(request, number)
    verify_receipt(row, by=caller(request), receipt=asked.receipt, helped=asked.helped)
    return _out(request, row)


def _out(request: HttpRequest, row: SupportRequest) -> InformationOut:
    shown = information_shown(row, caller(request))
    if shown is None:
        raise nowhere()
    return InformationOut(
        number=row.pk,
        articles=[
            OfferOut(article=each.number, is_user_ready=each.is_user_ready) for each in shown.offers
        ],
        sent_at=shown.row.sent_at,
        receipt=shown.row.receipt,
        helped=shown.row.helped,
        is_gap=shown.row.is_gap,
    )


def _address(article: int) -> str:
    return settings.SPOC_URL + reverse("knowledge:portal-article", kwargs={"pk": article})

"""A question as its pages show it: which articles went out, whether they arrived and helped."""

from dataclasses import dataclass, replace

from spoc.kit import nouns
from spoc.people.models import Person
from spoc.requests.models import ArticleOffer, InformationRequest, SupportRequest
from spoc.requests.proposal_access import is_own
from spoc.requests.rules.information import Steps, steps_of


@dataclass(frozen=True, slots=True)
class OfferShown:
    """An article that was offered: what it is called, where it is, and whether it was sent."""

    number: int
    title: str
    address: str
    is_user_ready: bool


@dataclass(frozen=True, slots=True)
class InformationShown:
    """How far a question is answered."""

    row: InformationRequest
    offers: list[OfferShown]
    steps: Steps


def information_shown(support_request: SupportRequest, person: Person) -> InformationShown | None:
    """Return how far a question is answered, with the articles the person may read."""
    if support_request.type != "information":
        return None
    # it comes with the request where that was read whole
    row: InformationRequest | None = getattr(support_request, "information", None)
    if row is None:
        return None
    offers = _offers(row, person) if row.sent_at else []
    steps = steps_of(
        len(offers),
        is_sent=row.sent_at is not None,
        receipt=row.receipt,
        helped=row.helped,
        is_gap=row.is_gap,
    )
    return InformationShown(row, offers, steps)


def information_told(support_request: SupportRequest, person: Person) -> InformationShown | None:
    """Return the articles whoever asked was sent, while we wait to hear whether they helped."""
    is_worked = support_request.is_open and support_request.status != "resolved"
    if not is_worked or not is_own(person, support_request):
        return None
    shown = information_shown(support_request, person)
    if shown is None or shown.row.sent_at is None or shown.row.helped is not None:
        return None
    return replace(shown, offers=[each for each in shown.offers if each.is_user_ready])


def _offers(row: InformationRequest, person: Person) -> list[OfferShown]:
    offered = list(ArticleOffer.objects.filter(information=row).order_by("at", "id"))
    if not offered or not nouns.is_noun("article"):
        return []
    noun = nouns.noun("article")
    seen = {each.pk: each for each in noun.visible_to(person).filter(pk__in=_keys(offered))}
    return [
        OfferShown(
            each.article,
            noun.title(seen[each.article]),
            noun.address(seen[each.article]),
            each.is_user_ready,
        )
        for each in offered
        if each.article in seen
    ]


def _keys(offered: list[ArticleOffer]) -> list[int]:
    return [each.article for each in offered]

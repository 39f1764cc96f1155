"""Addresses of the requester's face: the same pages by number, and by the link in a letter."""

from django.urls import path

from spoc.requests.portal import (
    baskets,
    information,
    listing,
    orders,
    proposal,
    request,
    search,
)
from spoc.requests.portal.attention import attention
from spoc.requests.portal.letters import letters, own_letters
from spoc.requests.portal.major import have_too
from spoc.requests.portal.organisation import organisation, organisation_file
from spoc.requests.portal.visit import by_link, by_number

STEPS = {
    "standing": request.standing_now,
    "story": request.story,
    "answers": request.answers,
    "confirmation": request.confirmation,
    "reopening": request.reopening,
    "cancellation": request.cancellation,
    "attention": attention,
    "letters": letters,
    "justification": proposal.justification,
    "appeal": proposal.appeal,
    "existing": proposal.existing,
    "new-service": proposal.instead,
    "receipt": information.receipt,
}

urlpatterns = [
    path("help", listing.home, name="portal-home"),
    path("help/status", listing.status_now, name="portal-status"),
    path("help/search", search.search, name="portal-search"),
    path("help/search/at-once", search.at_once, name="portal-search-at-once"),
    path("help/newest", listing.newest, name="portal-newest"),
    path("help/letters", own_letters, name="portal-own-letters"),
    path("help/requests", listing.mine, name="portal-mine"),
    path("help/requests/rows", listing.mine_rows, name="portal-mine-rows"),
    path("help/disturbances", listing.disturbances, name="portal-disturbances"),
    path("help/disturbances/<int:number>", have_too, name="portal-have-too"),
    path("help/organisation", organisation, name="portal-organisation"),
    path("help/organisation/requests.csv", organisation_file, name="portal-organisation-file"),
    path("help/orders", orders.mine, name="own-orders"),
    path("order/<slug:key>", orders.order, name="order"),
    path("order/<slug:key>/form", orders.form, name="order-form"),
    path("basket", baskets.show, name="basket"),
    path("basket/items/<int:number>/removal", baskets.removal, name="basket-removal"),
    path("basket/<int:number>", baskets.ordered, name="ordered-basket"),
    path("basket/<int:number>/order", baskets.ordering, name="order-basket"),
    path("help/requests/<int:number>", by_number(request.show), name="portal-request"),
    path("follow/<str:word>", by_link(request.show), name="follow"),
    *(
        path(f"help/requests/<int:number>/{name}", by_number(step), name=f"portal-{name}")
        for name, step in STEPS.items()
    ),
    *(
        path(f"follow/<str:word>/{name}", by_link(step), name=f"follow-{name}")
        for name, step in STEPS.items()
    ),
]

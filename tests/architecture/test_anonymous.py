"""Every address answers a visitor nobody knows as one table says; what it lacks wants a name."""

import pytest
from django.test import Client
from tests.floor.addresses import filled, routes

from spoc.audit.models import Fact
from spoc.channels.models import Letter

# what anybody may look at, and the status it answers with
PUBLIC = {
    "/": 302,  # to the portal
    "/nav": 200,  # with nothing in it
    "/about": 200,
    "/health/live": 200,
    "/health/ready": 200,
    "/metrics": 200,  # on this machine, as a test is; see tests/site/test_metrics.py
    "/sign-in/": 200,
    "/sign-out/": 302,
    "/sign-up/": 200,  # says that it is closed
    "/inactive/": 200,
    "/password/forgotten/": 200,
    "/password/forgotten/sent/": 200,
    "/password/new/<uidb36>-<key>/": 200,  # says that the link is spent
    "/password/new/done/": 200,
    "/welcome/<str:word>": 403,  # the first administrator's door: shut once there is one
    "/brand/<int:hue>-<int:chroma>.css": 404,  # no such colour as 1-1
    "/gallery": 200,
    "/help": 200,
    "/demo/sign-in": 405,
    "/api/v1/": 404,
    "/api/v1/docs": 200,
    "/api/v1/openapi.json": 200,
    "/tmf-api/troubleTicket/v5/": 404,
    # a link in a letter opens one request; a wrong one opens nothing and tells nothing
    "/follow/<str:word>": 404,
    "/follow/<str:word>/standing": 404,
    "/follow/<str:word>/story": 404,
    "/follow/<str:word>/answers": 404,
    "/follow/<str:word>/confirmation": 404,
    "/follow/<str:word>/reopening": 404,
    "/follow/<str:word>/cancellation": 404,
    "/follow/<str:word>/attention": 404,
    "/follow/<str:word>/letters": 404,
    "/follow/<str:word>/justification": 404,
    "/follow/<str:word>/appeal": 404,
    "/follow/<str:word>/existing": 404,
    "/follow/<str:word>/new-service": 404,
    "/follow/<str:word>/receipt": 404,
    "/follow/<str:word>/complaint": 404,
    "/follow/<str:word>/thanks": 404,
    # the links in the letters of a survey and of a complaint: a wrong one opens nothing
    "/survey/<str:word>": 404,
    "/survey/<str:word>/<int:score>": 404,
    "/complaint/<str:word>": 404,
    "/complaint/<str:word>/acceptance": 404,
    "/complaint/<str:word>/objection": 404,
    # the link in the letter of an approval: a wrong one opens nothing
    "/approve/<str:word>/<slug:answer>": 404,
    "/follow/<str:word>/files/<int:number>": 404,
    "/follow/<str:word>/files/<int:number>/<path:filename>": 404,
    # a file too large to enclose in a letter, for whoever has the signed link
    "/sent-files/<str:word>": 404,
    # what a service is, for who is not served yet; there is none called x
    "/help/services": 200,
    "/help/services/<slug:key>": 404,
    "/help/services/<slug:key>/enquiry": 404,
    "/help/offerings/<slug:key>": 404,
    # one search over what anybody may read
    "/help/search": 200,
    "/help/search/at-once": 200,
    # how we work, as far as it is published to everybody; nothing is called so
    "/help/procedures": 200,
    "/help/procedures/<int:pk>": 404,
    # guides for everybody, and what is done with one; there is none with that number
    "/help/articles": 200,
    "/help/matches": 200,
    "/help/articles/<int:pk>": 404,
    "/help/articles/<int:pk>/reading": 405,
    "/help/articles/<int:pk>/steps": 405,
    "/help/articles/<int:pk>/verdict": 405,
    "/help/articles/<int:pk>/files/<int:number>/<path:filename>": 404,
    "/at/<slug:key>": 404,
    "/logos/<slug:digest>": 404,
    # who forgot a password is not signed in; a word nobody made opens nothing
    "/reset-password-help": 200,
    "/reset-password-help/<str:word>": 404,
    "/reset-password-help/<str:word>/password": 405,
    # the links in letters about how services are
    "/status/following/<str:mark>": 404,
    "/status/leaving/<str:mark>": 200,  # says that no more letters come
    # a secret address from which a calendar reads shifts; a wrong one gives nothing
    "/rota/calendars/<str:word>.ics": 404,
    # whoever wants to chat; a wrong address of a channel or a chat opens nothing and tells nothing
    "/help/chat": 200,
    "/help/chat/left": 200,
    "/chat/<str:mark>.js": 404,
    "/chat/<str:mark>/widget": 404,
    "/chat/<str:mark>/widget/left": 404,
    "/chat/talk/<str:key>": 404,
    "/chat/talk/<str:key>/lines": 404,
    "/chat/talk/<str:key>/words": 404,
    "/chat/talk/<str:key>/typing": 404,
    "/chat/talk/<str:key>/leaving": 404,
    "/chat/talk/<str:key>/files/<int:number>/<path:filename>": 404,
    "/chat/<str:mark>/widget/<str:key>": 404,
    "/chat/<str:mark>/widget/<str:key>/lines": 404,
    "/chat/<str:mark>/widget/<str:key>/words": 404,
    "/chat/<str:mark>/widget/<str:key>/typing": 404,
    "/chat/<str:mark>/widget/<str:key>/leaving": 404,
    "/chat/<str:mark>/widget/<str:key>/files/<int:number>/<path:filename>": 404,
}
CLOSED = (401, 403, 404, 405)
WHY = (
    "A page that is not in PUBLIC asks for a name: put @login_required on the view. Where anybody"
    " may look, add the address to the table in this file, and say there why."
)


def says_who_are_you(answer, route: str) -> bool:
    """Tell whether the answer asks for a name, as pages and machines are asked."""
    if route.startswith(("/api/", "/tmf-api/")):
        return answer.status_code in (401, 405)
    return answer.status_code == 405 or answer.headers.get("Location", "").startswith("/sign-in/?")


def is_as_said(answer, route: str) -> bool:
    """Tell whether the answer to a visitor is the one of the table; else a question for a name."""
    if route in PUBLIC:
        return answer.status_code == PUBLIC[route]
    return says_who_are_you(answer, route)


def is_refused(answer, route: str) -> bool:
    """Tell whether what would change something is turned away."""
    turned_away = says_who_are_you(answer, route) or answer.status_code in CLOSED
    return answer.status_code < 500 and (route in PUBLIC or turned_away)


def test_an_unknown_visitor_sees_what_the_table_says(db):
    answers = {route: Client().get(filled(route)) for route in routes()}
    wrong = {
        route: each.status_code for route, each in answers.items() if not is_as_said(each, route)
    }
    assert wrong == {}, WHY


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_an_unknown_visitor_changes_nothing(db, method):
    before = Fact.objects.count(), Letter.objects.count()
    answers = {route: Client().generic(method, filled(route)) for route in routes()}
    wrong = {
        route: each.status_code for route, each in answers.items() if not is_refused(each, route)
    }
    assert wrong == {}, WHY
    assert (Fact.objects.count(), Letter.objects.count()) == before


def test_the_table_names_only_addresses_there_are():
    assert set(PUBLIC) <= set(routes())


def test_an_unknown_visitor_is_shown_no_counts(register_request):
    register_request(words="Quokka escaped")
    for address in ("/nav", "/help", "/about", "/gallery"):
        page = Client().get(address).content.decode()
        assert "Quokka" not in page
        assert "Karin Holm" not in page or address == "/gallery"

"""The end of a new service for its request: told in a letter, and resolved."""

from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests import access
from spoc.requests.activities.resolve import Resolution, resolve
from spoc.requests.models import SupportRequest
from spoc.requests.proposal_letters import words_of

HANDED = "handed_to_portfolio"


def settle(
    support_request: SupportRequest, *, by: Person, template: str, code: str = "answered"
) -> None:
    """Write what became of it, and resolve the request; part of the step that decides.

    A service owner decides on what the desk works on: then the system resolves it.
    """
    text = words_of(support_request, template, by=by)
    who = by if access.may_work(by, support_request) else system()
    resolution = Resolution(text=text, method="no_action", closure_code=code, minutes=0)
    resolve(support_request, by=who, resolution=resolution)

"""Requests that were closed, the question how it was, and complaints on their way."""

from collections.abc import Callable

import pytest

from spoc.feedback import activities as do
from spoc.feedback.activities import Grievance, Response
from spoc.feedback.models import Complaint, Survey
from spoc.requests.models import SupportRequest

ANSWER = Response("We are sorry.", "The letter was lost.", "Letters are read twice a day.")


@pytest.fixture
def closed(at_status) -> SupportRequest:
    """A request of Karin Holm that Maja Lindqvist worked on, closed."""
    return at_status("closed")


@pytest.fixture
def survey(closed, work) -> Survey:
    """The question how it was, put to Karin Holm."""
    work()
    return Survey.objects.get(support_request=closed)


@pytest.fixture
def complaint(people) -> Complaint:
    """A complaint of Karin Holm's, in general."""
    karin = people["Karin Holm"]
    grievance = Grievance("Nobody called me back.", "handling")
    return do.receive_complaint(karin, by=karin, grievance=grievance)


@pytest.fixture
def brought(people, complaint) -> Callable[[str], Complaint]:
    """The complaint brought to a state by Henrik Vall and Karin Holm, step by lawful step."""
    henrik, karin = people["Henrik Vall"], people["Karin Holm"]
    steps = {
        "acknowledged": lambda: do.acknowledge_complaint(complaint, by=henrik),
        "investigating": lambda: do.investigate_complaint(complaint, by=henrik),
        "responded": lambda: do.respond_to_complaint(complaint, by=henrik, response=ANSWER),
        "escalated": lambda: do.escalate_complaint(complaint, by=karin, words="It went on."),
        "closed": lambda: do.settle_complaint(complaint, by=henrik, words="We pay for it."),
    }

    def to(state: str) -> Complaint:
        for step, take in steps.items():
            if complaint.state == state:
                break
            take()
            assert complaint.state == step
        return complaint

    return to

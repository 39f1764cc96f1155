"""Something asked of an approver, and a browser nobody is signed in with."""

import pytest
from django.test import Client

from spoc.people.queries import system
from spoc.work.activities import ApprovalQuestion, ask_approval
from spoc.work.models import Approval


@pytest.fixture
def asked(people, register_request, work):
    """Ask somebody, Karin Holm unless said otherwise, for a licence for Johan Strand."""

    def made(*names: str, **further: object) -> Approval:
        request = register_request("Johan Strand", "A secret rash")
        approvers = tuple(people[name] for name in names or ("Karin Holm",))
        told = (("Licence", "One year"),)
        question = ApprovalQuestion(
            "A licence for Johan",
            approvers,
            beneficiary=people["Johan Strand"],
            told=told,
            **further,
        )
        round_ = ask_approval(request, by=system(), question=question)
        work()
        return round_.approvals.select_related("round", "approver").get(order=0)

    return made


@pytest.fixture
def stranger(db) -> Client:
    """A browser nobody is signed in with, which checks the sender as a real one would."""
    return Client(enforce_csrf_checks=True)

"""A password reset as something of the catalogue: ordered by itself, and done by machines."""

import pytest
from django.test import Client

from spoc.audit.queries import story
from spoc.catalogue.activities import add_offering, publish_offering
from spoc.catalogue.models import Service
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.requests.activities.order import Wish, order
from spoc.requests.models import SupportRequest
from spoc.work.models import Task
from spoc.workflow.activities import identity
from spoc.workflow.base import Outcome
from spoc.workflow.identity_words import word_for
from spoc.workflow.models import ActionRun
from tests.workflow.processes import listed
from tests.workflow.proofs import ACCOUNT, PASSWORD, begun

TOLD = {
    "en": {"description": "A new password, at once."},
    "sv": {"description": "Ett nytt lösenord, direkt."},
}


@pytest.fixture
def offering(people, directory):
    """The reset of a password, as the catalogue offers it."""
    step = {"sort": "action", "name": "Reset it", "key": "password-reset"}
    version = listed(people["Åsa Ekman"], step, name="Reset a password")
    lena, service = people["Lena Falk"], Service.objects.get(key="workplace")
    made = add_offering(
        service,
        by=lena,
        name="Reset a password",
        key="password-reset",
        told=TOLD,
        lead_days=1,
        team=Team.objects.get(key="workplace"),
        definition=version.definition,
        needs_identity=True,
    )
    publish_offering(made, by=lena)
    return made


@pytest.fixture
def proof(karin):
    """A proof that the account is Karin's, and the address at which she goes on with it."""
    check, code = begun()
    identity.prove(check, by=system(), code=code)
    return check, f"/reset-password-help/{word_for(check.pk, '')}"


def test_it_is_ordered_run_and_delivered_with_nobody_at_the_desk(offering, proof, directory, work):
    check, place = proof
    browser = Client()
    browser.post(place)
    request = SupportRequest.objects.get(fulfilment__requested_for=check.person)
    work()
    run = ActionRun.objects.get(identity=check)
    assert (run.state, run.noun, run.subject_id) == ("done", "request", request.pk)
    assert directory[0][0]["account"] == ACCOUNT
    request.refresh_from_db()
    assert request.fulfilment.stage in ("delivered", "accepted")
    assert not Task.objects.filter(noun="request", subject_id=request.pk).exists()
    assert PASSWORD in browser.post(f"{place}/password").content.decode()
    told = " ".join(str(vars(fact.particulars)) for fact in story(request))
    assert PASSWORD not in told


def test_sent_twice_it_is_one_order(offering, proof, work):
    _check, place = proof
    for _each in range(2):
        Client().post(place)
    assert SupportRequest.objects.filter(fulfilment__offering_version__isnull=False).count() == 1


def test_without_a_proof_the_same_order_is_refused_and_says_why(offering, karin, directory, work):
    made = order(karin, by=karin, wish=Wish(offering))
    work()
    made.fulfilment.refresh_from_db()
    assert (made.fulfilment.stage, made.fulfilment.refused_code) == ("refused", "identity")
    assert directory[0] == []
    assert not ActionRun.objects.exists()


def test_who_proved_something_for_themselves_resets_nobody_elses(
    offering, proof, people, directory, work
):
    sanna = people["Sanna Kivi"]
    made = order(sanna, by=sanna, wish=Wish(offering))
    work()
    made.fulfilment.refresh_from_db()
    assert (made.fulfilment.refused_code, directory[0]) == ("identity", [])


def test_what_the_directory_refuses_becomes_work_for_people(offering, proof, directory, work):
    directory[1][:] = [Outcome(False, problem="constraintViolation")]
    check, place = proof
    Client().post(place)
    work()
    request = SupportRequest.objects.get(fulfilment__requested_for=check.person)
    assert Task.objects.filter(noun="request", subject_id=request.pk).exists()
    assert request.fulfilment.stage == "fulfilling"

"""What the front page of the portal costs, with all there is to show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.requests.portal.words import words_of

from spoc.catalogue.activities import Holding, begin_subscription, publish_offering
from spoc.catalogue.activities.offerings import add_offering
from spoc.catalogue.models import Service
from spoc.channels.activities import draft_announcement, publish_announcement
from spoc.knowledge.activities.acknowledging import ask_to_read
from spoc.knowledge.activities.procedures import Terms, Text, write_procedure
from spoc.knowledge.activities.procedures_in_force import approve_procedure, publish_procedure
from spoc.people.models import Person, Team
from spoc.people.queries import system
from spoc.requests.activities.order import Wish, order

MOST = 14
PANELS = (
    *("Disturbance: Radiology imaging", "Mail is slow", "Approve or deny", "Say if it works"),
    *("Read this", "Say how it was", "You can ask for", "What you have", "All "),
)


@pytest.fixture
def offered(people):
    """Something to order, which Karin Holm has and has to approve for others."""
    lena, told = people["Lena Falk"], {"en": {"description": "It is ready to use."}}
    terms = {"told": told, "lead_days": 3, "team": Team.objects.get(key="workplace")}
    terms["approvals"] = {"approvers": [{"who": "manager"}]}
    row = add_offering(Service.objects.get(key="workplace"), by=lena, name="Laptop", **terms)
    publish_offering(row, by=lena)
    return row


@pytest.fixture
def full(people, offered, declared, at_status, work):
    """Everything at once on the front page of Karin Holm."""
    karin, henrik = people["Karin Holm"], people["Henrik Vall"]
    Person.objects.filter(name="Birgitta Ahl").update(manager=karin)
    people.known.clear()
    begin_subscription(offered, by=system(), holding=Holding(karin))
    order(people["Birgitta Ahl"], by=people["Birgitta Ahl"], wish=Wish(offered))
    procedure = write_procedure(
        Text("When a letter looks wrong", "Do not click."),
        by=henrik,
        terms=Terms("security", "users"),
    )
    approve_procedure(procedure, by=people["Lena Falk"])
    publish_procedure(procedure, by=henrik)
    ask_to_read(procedure, by=henrik, person=karin, capacity="customer")
    declared()
    told = {"en": {"title": "Mail is slow", "text": "We know of it."}}
    given = {"communities": [], "services": [], "begins_at": None, "ends_at": None}
    news = draft_announcement("incident", by=people["Elin Sand"], told=told, **given)
    publish_announcement(news, by=people["Elin Sand"])
    for status in ("resolved", "closed", "in_progress", "in_progress", "new", "new"):
        at_status(status)
    work()
    return karin


def test_it_asks_for_all_of_it_at_once(full, client_of):
    client = client_of("Karin Holm")
    client.get("/help")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/help")
    words = words_of(page)
    for panel in PANELS:
        assert panel in words, panel
    assert len(asked) <= MOST, [each["sql"][:80] for each in asked]

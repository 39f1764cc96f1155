"""What the tests of the catalogue share: offerings to look at and to change."""

from decimal import Decimal

import pytest

from spoc.catalogue.activities import add_offering, publish_offering, set_approvals, shape_form
from spoc.catalogue.models import Offering, Service
from spoc.people.models import Team

TOLD = {
    "en": {"description": "A laptop that is ready to use."},
    "sv": {"description": "En bärbar dator som är klar att använda."},
}
FORM = [
    {
        "key": "model",
        "kind": "choice",
        "name": "Model",
        "names": {"sv": "Modell"},
        "is_needed": True,
        "choices": [
            {"key": "small", "name": "Small", "names": {"sv": "Liten"}},
            {"key": "big", "name": "Big", "names": {"sv": "Stor"}},
        ],
    },
    {
        "key": "why",
        "kind": "long_text",
        "name": "Why the big one",
        "is_needed": True,
        "when": {"field": "model", "test": "is", "values": ["big"]},
    },
    {"key": "where", "kind": "text", "name": "Where to", "begins_with": "place"},
]


@pytest.fixture
def lena(people):
    """Give who answers for everything that is offered."""
    return people["Lena Falk"]


@pytest.fixture
def offer(people, lena):
    """Return a function that makes an offering, published unless it is to be a draft."""

    def make(name="Laptop", service="workplace", *, is_published=True, **wanted) -> Offering:
        given = {"told": TOLD, "lead_days": 3, "team": Team.objects.get(key="workplace"), **wanted}
        made = add_offering(Service.objects.get(key=service), by=lena, name=name, **given)
        if is_published:
            publish_offering(made, by=lena)
        return made

    return make


@pytest.fixture
def laptop(offer, lena):
    """Give a laptop as it can be ordered: with a form, a price and a rule of approval."""
    made = offer(price=Decimal("9800.00"), is_published=False, names={"sv": "Bärbar dator"})
    shape_form(made, by=lena, form=FORM)
    approvers = [{"who": "manager"}, {"who": "payer", "above": "5000"}]
    set_approvals(made, by=lena, approvals={"approvers": approvers})
    publish_offering(made, by=lena, note="First of all")
    return made

"""A procedure of Henrik Vall's on its way into force: Lena Falk approves it."""

from collections.abc import Callable

import pytest

from spoc.knowledge.activities.procedures import Terms, Text, write_procedure
from spoc.knowledge.activities.procedures_in_force import approve_procedure, publish_procedure
from spoc.knowledge.models import Procedure
from spoc.people.models import Team

WORDS = Text(
    "How we take calls",
    "- Say your name\n- **Listen**",
    {"sv": {"title": "Så svarar vi", "words": "Säg ditt namn."}},
)


@pytest.fixture
def procedure(people) -> Procedure:
    """A draft for the desk, which the service desk works by."""
    desk = Team.objects.get(key="service-desk")
    terms = Terms("contact", teams=(desk,), governing=(people["Gunilla Frisk"],))
    return write_procedure(WORDS, by=people["Henrik Vall"], terms=terms)


@pytest.fixture
def put_into_force(people) -> Callable[[Procedure], Procedure]:
    """Have the version in the making approved and published."""

    def done(procedure: Procedure) -> Procedure:
        approve_procedure(procedure, by=people["Lena Falk"])
        publish_procedure(procedure, by=people["Henrik Vall"])
        return procedure

    return done


@pytest.fixture
def in_force(procedure, put_into_force) -> Procedure:
    """The procedure in force, for the desk."""
    return put_into_force(procedure)


@pytest.fixture
def written(people, put_into_force) -> Callable[..., Procedure]:
    """Write one and put it into force: `written("users")`."""

    def made(audience: str, title: str = "How we order", **terms: object) -> Procedure:
        wanted = Terms("request", audience, **terms)
        text = Text(title, "Ask for it in the portal.")
        return put_into_force(write_procedure(text, by=people["Henrik Vall"], terms=wanted))

    return made

"""The people of the measured house: the world's, twenty agents more, five thousand who ask."""

import hashlib
import random

from django.db import connection
from django.db.models import QuerySet

from bench import text
from bench.rows import Asker, House, Place
from bench.shape import REQUESTERS
from spoc.catalogue.models import Category, Service
from spoc.kit.text import sort_key
from spoc.kit.time import at, now
from spoc.people.activities import add_person, grant_role, join_team, set_password, verify_address
from spoc.people.activities.doors import TOKEN_MARK
from spoc.people.models import Membership, Organisation, Person, Team, Token
from spoc.people.queries import system
from spoc.requests.activities.views import ViewParticulars, add_view, pin_view
from spoc.service_levels.models import Agreement
from spoc.world.build import build as build_world
from spoc.world.history.plan import LENGTH

AGENTS = 20
# for measuring on loopback alone: such a home is nobody's
PASSWORD = "measured on loopback"
TEAMS = ("service-desk", "applications", "workplace", "infrastructure")
VIP = 0.02
# by which they are known: the world gives each of its people a longer one
NO_PASSWORD = "!"
WHO = "Elin Sand"
OPEN = {"field": "status", "is": "one_of", "value": ["new", "assigned", "in_progress", "pending"]}
QUESTIONS = {
    "Urgent": {"field": "priority", "is": "one_of", "value": ["1", "2"]},
    "Faults": {"field": "type", "is": "is", "value": "incident"},
    "Of this week": {"field": "created", "is": "after", "value": "-7d"},
}


def token_of(agent: int) -> str:
    """Return the token of an agent, the same in every such home."""
    return f"{TOKEN_MARK}bench-agent{agent}"


def add_people(language: text.Language) -> None:
    """Build the world, its further agents and those who ask."""
    with at(now() - LENGTH):
        build_world()
        _agents()
    _askers(language)
    pin_views()


def _agents() -> None:
    house_itself = system()
    organisation = Organisation.objects.get(name="Norrvik IT")
    for number in range(1, AGENTS + 1):
        team = Team.objects.get(key=TEAMS[number % len(TEAMS)])
        mail = f"agent{number}@example.test"
        person = add_person(
            f"Agent {number}", by=house_itself, mail=mail, organisation=organisation
        )
        verify_address(person, by=house_itself, value=mail)
        grant_role(person, by=house_itself, role="CSR")
        join_team(person, by=house_itself, team=team)
        set_password(person, by=house_itself, password=PASSWORD)
        Token.objects.create(
            person=person,
            name="bench",
            digest=hashlib.sha256(token_of(number).encode()).hexdigest(),
            scopes=["read", "write"],
            # a driver that has one token for all it does is not to be held back by it
            calls_per_minute=100_000,
            created_at=now(),
        )


def _askers(language: text.Language) -> None:
    """Write down those who ask, spread over the organisations that are customers."""
    dice = random.Random(1)
    names = [word.capitalize() for word in language.words[200:3_200]]
    organisations = list(Organisation.objects.order_by("pk")[:4])
    people = []
    for number in range(1, REQUESTERS + 1):
        name = f"{dice.choice(names)} {dice.choice(names)}"
        organisation = organisations[number % len(organisations)]
        person = Person(name=name, sort_name=sort_key(name), created_at=now(), language="en")
        person.organisation, person.community_id = organisation, organisation.community_id
        person.is_vip, person.password = dice.random() < VIP, NO_PASSWORD
        people.append(person)
    Person.objects.bulk_create(people, batch_size=1_000)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_address (kind, value, normal, is_verified, is_first, person_id)"
            " SELECT 'mail', mail, mail, true, true, id FROM"
            " (SELECT id, 'user' || row_number() OVER (ORDER BY id) || '@example.test' AS mail"
            "  FROM people_person WHERE password = %s AND kind = 'human') asking",
            [NO_PASSWORD],
        )


def asking() -> QuerySet[Person]:
    """Return those who ask, in order."""
    return Person.objects.filter(password=NO_PASSWORD, kind="human").order_by("pk")


def house(end: int) -> House:
    """Return who and what there is, by key."""
    people = asking()
    askers = [
        Asker(
            p.pk, p.organisation_id or 0, p.community_id or 0, f"user{nth}@example.test", p.is_vip
        )
        for nth, p in enumerate(people, 1)
    ]
    agreement = Agreement.objects.get(key="everybody")
    return House(
        askers=askers,
        teams=[_place(Team.objects.get(key=key)) for key in TEAMS],
        categories=list(Category.objects.order_by("pk").values_list("pk", flat=True)),
        agreement=agreement.pk,
        calendar=agreement.calendar_id,
        end=end,
    )


def _place(team: Team) -> Place:
    agents = Membership.objects.filter(team=team).order_by("pk")
    services = Service.objects.filter(team=team).order_by("pk").values_list("pk", "criticality")
    return Place(
        team.pk, team.tier, list(agents.values_list("person_id", flat=True)), list(services)
    )


def pin_views() -> None:
    """Give whoever looks three views of their own, counted in the navigation."""
    person = Person.objects.get(name=WHO)
    for name, asked in QUESTIONS.items():
        said = ViewParticulars(name=name, conditions={"all": [OPEN, asked]})
        view = add_view(person, by=person, particulars=said)
        pin_view(view, by=person)

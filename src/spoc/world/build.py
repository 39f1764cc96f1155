"""Building the world, through activities alone."""

from dataclasses import dataclass

from spoc.audit.activities import activity
from spoc.catalogue.activities import (
    add_answer,
    add_category,
    add_question,
    add_service,
    change_question,
)
from spoc.catalogue.models import Category, Question, Service
from spoc.people.activities import (
    add_community_address,
    add_person,
    found_community,
    found_organisation,
    found_team,
    grant_role,
    join_team,
    verify_address,
)
from spoc.people.models import Community, Organisation, Person, Team
from spoc.people.queries import system
from spoc.requests.activities import add_usual_ladders
from spoc.world.agree import promise
from spoc.world.norrvik import (
    CATEGORIES,
    COMMUNITIES,
    CUSTOMERS,
    DESK,
    ORGANISATIONS,
    QUESTIONS,
    SERVICES,
    TEAMS,
    PersonIs,
)
from spoc.world.norrvik.desk import HEAD
from spoc.world.norrvik.dispatch import build_dispatch
from spoc.world.norrvik.rota import build_rota
from spoc.world.norrvik.suppliers import build_suppliers


@dataclass(frozen=True, slots=True)
class Places:
    """What people of the world belong to, by key or name."""

    communities: dict[str, Community]
    organisations: dict[str, Organisation]
    teams: dict[str, Team]


def is_built() -> bool:
    """Tell whether Norrvik stands already."""
    return Community.objects.filter(key=COMMUNITIES[0].key).exists()


def build() -> None:
    """Build Norrvik, once."""
    if not is_built():
        _build(system(), by=system())


@activity
def _build(subject: Person, *, by: Person) -> None:
    places = _places(by)
    for person in (*DESK, *CUSTOMERS):
        _person(person, places, by)
    people = {each.name: each for each in Person.objects.all()}
    for service in SERVICES:
        add_service(
            service.name,
            by=by,
            key=service.key,
            names={"sv": service.swedish},
            criticality=service.criticality,
            owner=people.get(service.owner),
            team=places.teams[service.team],
            words=list(service.words),
            customers=[places.organisations[name] for name in service.customers],
        )
    for key, name, swedish, words in CATEGORIES:
        add_category(name, by=by, key=key, names={"sv": swedish}, words=list(words))
    _ask(by)
    suppliers = build_suppliers(by)
    promise({"organisation": places.organisations, "team": places.teams, "supplier": suppliers})
    add_usual_ladders(by, by=by, head=people[HEAD])
    build_rota(places.teams, people, by)
    build_dispatch(places.teams, people, by)


def _ask(by: Person) -> None:
    """Write down the guided questions, the last first: each leads to one that is there."""
    services = {each.key: each for each in Service.objects.all()}
    categories = {each.key: each for each in Category.objects.all()}
    asked: dict[str, Question] = {}
    for each in reversed(QUESTIONS):
        names, unknown = {"sv": each.swedish}, asked.get(each.unknown)
        question = add_question(each.words, by=by, names=names, unknown_next=unknown)
        for rank, answer in enumerate(each.answers):
            add_answer(
                question,
                by=by,
                name=answer.words,
                names={"sv": answer.swedish},
                next=asked.get(answer.next),
                type=answer.type,
                service=services.get(answer.service),
                category=categories.get(answer.category),
                is_complaint=answer.is_complaint,
                rank=rank * 10,
            )
        asked[each.key] = question
    first = asked[QUESTIONS[0].key]
    change_question(first, by=by, name=first.name, is_first=True)


def _places(by: Person) -> Places:
    communities = {}
    for each in COMMUNITIES:
        community = found_community(
            each.name,
            by=by,
            key=each.key,
            sender_name=f"{each.name} {each.tagline}",
            tagline=each.tagline,
            phone=each.phone,
            hours=each.hours,
            language=each.language,
            hue=each.hue,
            chroma=each.chroma,
        )
        add_community_address(community, by=by, value=each.mail, is_sender=True)
        communities[each.key] = community
    organisations = {
        name: found_organisation(name, by=by, community=communities[key], domains=list(domains))
        for name, key, domains in ORGANISATIONS
    }
    teams = {
        key: found_team(name, by=by, key=key, tier=tier, is_entry=is_entry)
        for key, name, tier, is_entry in TEAMS
    }
    return Places(communities, organisations, teams)


def _person(each: PersonIs, places: Places, by: Person) -> None:
    person = add_person(
        each.name,
        by=by,
        mail=each.mail,
        phone=each.phone,
        title=each.title,
        place=each.place,
        reach_hint=each.reach,
        language=each.language,
        organisation=places.organisations[each.organisation],
        is_vip=each.is_vip,
    )
    verify_address(person, by=by, value=each.mail)
    for key in each.teams:
        join_team(person, by=by, team=places.teams[key])
    for role in each.roles:
        grant_role(person, by=by, role=role)

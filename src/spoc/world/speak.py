"""What makes the communities of the demonstration sound each in its own way."""

from datetime import datetime, timedelta

from spoc.audit.activities import activity
from spoc.catalogue.activities import change_service, present_service, voice_service
from spoc.catalogue.models import Service
from spoc.channels.activities import draft_announcement, publish_announcement
from spoc.people.activities import change_community
from spoc.people.models import Community, Person
from spoc.world.norrvik.voices import ANNOUNCED, OWN_VOICE, PRESENTED, PUBLIC, TOLD, VOICES

# who looks after voices, and who tells what is on
KEEPER, AGENT = "Åsa Ekman", "Elin Sand"


def speak(until: datetime) -> None:
    """Give the communities their voices, and announce what is on at this moment."""
    people = {each.name: each for each in Person.objects.filter(name__in=(KEEPER, AGENT))}
    _speak(people[KEEPER], by=people[KEEPER])
    for each in ANNOUNCED:
        _announce(each.kind, each.told, (each.begins, each.ends), until, people[AGENT])


@activity
def _speak(subject: Person, *, by: Person) -> None:
    communities = {each.key: each for each in Community.objects.all()}
    services = {each.key: each for each in Service.objects.all()}
    for key, voice in VOICES.items():
        change_community(communities[key], by=by, **voice)
    for key, told in TOLD.items():
        present_service(services[key], by=by, community=None, told=told)
    for key in PUBLIC:
        _open(services[key], by)
    for key, community, told in PRESENTED:
        present_service(services[key], by=by, community=communities[community], told=told)
    for key, own in OWN_VOICE.items():
        voice_service(services[key], by=by, **own)


def _open(service: Service, by: Person) -> None:
    customers = list(service.customers.all())
    change_service(service, by=by, name=service.name, customers=customers, is_public=True)


def _announce(
    kind: str,
    told: dict[str, dict[str, str]],
    hours: tuple[int, int],
    until: datetime,
    by: Person,
) -> None:
    begins, ends = (until + timedelta(hours=each) for each in hours)
    row = draft_announcement(
        kind, by=by, told=told, begins_at=begins, ends_at=ends, communities=[], services=[]
    )
    publish_announcement(row, by=by)

"""The major incident that goes on when somebody looks around: the patient record stands still."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from spoc.audit.activities import nothing_follows
from spoc.catalogue.models import Category, Service
from spoc.kit.time import at
from spoc.people.models import Person
from spoc.people.queries import signed_in, system
from spoc.requests import activities as do
from spoc.requests.activities import Classification, Registration
from spoc.requests.activities.describe import TypeFields
from spoc.requests.activities.major import Declaration, Word
from spoc.requests.models import MajorUpdate, SupportRequest
from spoc.requests.queries.major import waiting_deliveries
from spoc.world.history.dues import Dues
from spoc.world.history.settle import settle

HAVE_IT_TOO = ("Sanna Kivi", "Johan Strand", "Eva Lund")
AFFECTED = 1 + len(HAVE_IT_TOO)
WORDS = (
    "No patient opens in Vega since half past. The window stays white in the whole house, also "
    "after restarting. We write on paper meanwhile."
)
FIRST = {
    "en": "The patient record opens no patients. We look for the cause. Use the paper routine.",
    "sv": "Patientjournalen öppnar inga patienter. Vi söker orsaken. Använd pappersrutinen.",
}
SECOND = {
    "en": "The database server has stopped answering. We move the patient record to the spare one.",
    "sv": "Databasservern har slutat svara. Vi flyttar patientjournalen till reservservern.",
}
INNER = "Amir moves the cluster address by hand. Keep the supplier on the line."


def begin_disturbance(until: datetime) -> SupportRequest:
    """Let it begin an hour before this moment, and be told of twice since."""
    with transaction.atomic(), nothing_follows():
        request = _heard(until - timedelta(minutes=52))
        _declared(request, until - timedelta(minutes=44))
        mine = [
            _has_it_too(name, request, until - timedelta(minutes=38 - place * 4))
            for place, name in enumerate(HAVE_IT_TOO)
        ]
        with at(until - timedelta(minutes=16)):
            word = Word(SECOND, INNER)
            _tell(do.update_major(request, by=_person("Sofia Berg"), word=word))
        for each in (request, *mine):
            Dues(system(), Random(each.pk)).fall(each, until, until)
        settle([request, *mine], by=system())
    return request


def _heard(moment: datetime) -> SupportRequest:
    """Let the head of clinic call, and the applications team begin."""
    elin, maja = _person("Elin Sand"), _person("Maja Lindqvist")
    with at(moment):
        registration = Registration(
            description=WORDS, channel="phone", title="The patient record opens no patients"
        )
        request = do.register(_person("Birgitta Ahl"), by=elin, registration=registration)
        found = Classification(
            "incident",
            Service.objects.get(key="patient-record"),
            Category.objects.get(key="fault"),
            impact=1,
            urgency=1,
        )
        do.classify(request, by=elin, classification=found)
        extent: TypeFields = {"degree": "total", "users_affected": 640}
        do.describe_type(request, by=elin, fields=extent)
        do.assign(request, by=elin, assignee=maja)
        do.consider_major(request, by=system())
    with at(moment + timedelta(minutes=3)):
        do.start(request, by=maja)
    return request


def _declared(request: SupportRequest, moment: datetime) -> None:
    with at(moment):
        declaration = Declaration(
            reason="Care stands still in the whole house.",
            coordinator=_person("Sofia Berg"),
            word=Word(FIRST),
        )
        major = do.declare_major(request, by=_person("Henrik Vall"), declaration=declaration)
        _tell(major.updates.get())


def _has_it_too(name: str, request: SupportRequest, moment: datetime) -> SupportRequest:
    with at(moment):
        person = _person(name)
        mine = do.have_too(person, by=person, number=request.pk)
        do.acknowledge(mine, by=system())
    return mine


def _tell(update: MajorUpdate) -> None:
    for delivery in waiting_deliveries(update.pk):
        do.deliver_update(delivery, by=system())


def _person(name: str) -> Person:
    found = signed_in(Person.objects.get(name=name).pk)
    if found is None:
        raise RuntimeError(f"{name} is not in the world")
    return found

"""What people can use and ask for."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from spoc.audit.queries import story
from spoc.catalogue import access
from spoc.catalogue.activities import add_category, add_service, change_category, change_service
from spoc.catalogue.models import Category, Service
from spoc.catalogue.queries import categories_for, live_services, unknown_service
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.models import Organisation


def service(key):
    return Service.objects.get(key=key)


def keys(rows):
    return {row.key for row in rows}


def test_a_service_is_for_its_customers_or_for_everybody(people):
    karin = keys(access.visible_to(people["Karin Holm"]))
    assert {"patient-record", "mail"} <= karin
    assert not {"school-platform", "case-handling", "network-maps"} & karin
    assert keys(access.visible_to(people["Elin Sand"])) == keys(Service.objects.all())


def test_who_belongs_nowhere_knows_what_is_for_everybody(people):
    karin = people["Karin Holm"]
    karin.organisation = None
    assert "patient-record" not in keys(access.visible_to(karin))
    assert "mail" in keys(access.visible_to(karin))


def test_a_name_is_read_in_the_readers_language(db):
    with translation.override("sv"):
        assert str(service("radiology")) == "Röntgenbilder"
    with translation.override("en"):
        assert str(service("radiology")) == "Radiology imaging"


def test_there_is_one_bucket_for_what_nobody_could_tell_and_it_comes_last(db):
    assert live_services().last() == unknown_service()
    with pytest.raises(IntegrityError, match="service_unknown_is_one"), transaction.atomic():
        Service.objects.create(key="another", name="Another", is_unknown=True)


@pytest.mark.parametrize("criticality", [0, 5])
def test_criticality_is_one_to_four(db, criticality):
    with pytest.raises(IntegrityError, match="criticality"), transaction.atomic():
        Service.objects.create(key="x", name="X", criticality=criticality)


def test_an_administrator_adds_and_changes_a_service(people):
    asa = people["Åsa Ekman"]
    hospital = Organisation.objects.get(name="Norrvik Hospital")
    made = add_service("Blood bank", by=asa, key="blood", customers=[hospital], words=["blood"])
    assert "blood" in keys(access.visible_to(people["Karin Holm"]))
    change_service(made, by=asa, name="Blood bank", customers=[], is_live=False)
    assert "blood" not in keys(live_services())
    kinds = [fact.kind for fact in story(made)]
    assert kinds == ["service.added", "service.changed"]
    change_service(made, by=asa, name="Blood bank", customers=[], is_live=False)
    assert story(made).count() == 2


def test_the_bucket_stays_in_use(people):
    with pytest.raises(NotPossible):
        change_service(
            unknown_service(), by=people["Åsa Ekman"], name="?", customers=[], is_live=False
        )


def test_nobody_else_shapes_the_catalogue(people):
    for name in ("Elin Sand", "Karin Holm", "Henrik Vall"):
        by = people[name]
        with pytest.raises(NotAllowed):
            add_service("X", by=by, key="x")
        with pytest.raises(NotAllowed):
            change_service(service("mail"), by=by, name="X", customers=[])
        with pytest.raises(NotAllowed):
            add_category("X", by=by, key="x")
        with pytest.raises(NotAllowed):
            change_category(Category.objects.first(), by=by, name="X")


def test_a_category_fits_its_service_or_every_one(people):
    add_category("Label", by=people["Åsa Ekman"], key="label", service=service("patient-record"))
    assert "label" in keys(categories_for(service("patient-record")))
    assert "label" not in keys(categories_for(service("mail")))
    assert "fault" in keys(categories_for(None))
    assert "label" not in keys(access.categories_visible_to(people["Oskar Nyman"]))

"""What can be ordered: written down, changed, published, suspended, retired."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from spoc.audit.queries import story
from spoc.catalogue import activities as do
from spoc.catalogue.models import Offering, Service
from spoc.catalogue.queries import unknown_service
from spoc.catalogue.terms import has_unpublished, terms_now, terms_of
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.people.models import Community, Organisation


def kinds(subject):
    return [fact.kind for fact in story(subject)]


def test_an_offering_begins_as_a_draft_that_nobody_can_order(offer):
    draft = offer(is_published=False)
    assert (draft.state, draft.key, draft.is_orderable) == ("draft", "laptop", False)
    assert kinds(draft) == ["offering.added"]


def test_publishing_keeps_the_terms_as_they_are(laptop):
    terms = terms_of(laptop.published)
    assert (laptop.state, laptop.number, laptop.published.note) == ("published", 1, "First of all")
    assert [each.key for each in terms.form] == ["model", "why", "where"]
    assert [each.who for each in terms.approvals.approvers] == ["manager", "payer"]
    assert (terms.price, terms.lead_days, terms.team) == (Decimal("9800.00"), 3, laptop.team_id)


def test_a_change_holds_from_the_next_publishing(laptop, lena):
    first = laptop.published
    do.change_offering(laptop, by=lena, name="Laptop", price=Decimal("8000.00"))
    laptop.refresh_from_db()
    assert has_unpublished(laptop)
    assert terms_of(laptop.published).price == Decimal("9800.00")
    assert terms_now(laptop).price == Decimal("8000.00")
    second = do.publish_offering(laptop, by=lena)
    assert (second.number, terms_of(second).price) == (2, Decimal("8000.00"))
    first.refresh_from_db()
    assert terms_of(first).price == Decimal("9800.00")
    assert not has_unpublished(laptop)


def test_what_did_not_change_is_not_published_again(laptop, lena):
    with pytest.raises(NotPossible, match="Nothing was changed"):
        do.publish_offering(laptop, by=lena)


def test_what_says_too_little_is_not_published(offer, lena):
    draft = offer(is_published=False, told={}, lead_days=None, team=None)
    with pytest.raises(NotPossible) as refused:
        do.publish_offering(draft, by=lena)
    assert set(refused.value.fields) == {"description", "lead_days", "team"}


def test_nothing_is_published_of_a_service_that_is_not_live(offer, lena):
    draft = offer(is_published=False)
    Service.objects.filter(pk=draft.service_id).update(state="retiring")
    draft.refresh_from_db()
    with pytest.raises(NotPossible, match="not live"):
        do.publish_offering(draft, by=lena)


def test_an_offering_is_suspended_for_a_reason_and_resumed(laptop, lena, people):
    with pytest.raises(NotPossible) as refused:
        do.suspend_offering(laptop, by=lena, reason=" ")
    assert set(refused.value.fields) == {"reason"}
    do.suspend_offering(laptop, by=people["Henrik Vall"], reason="None in stock")
    assert (laptop.state, laptop.state_reason) == ("suspended", "None in stock")
    do.resume_offering(laptop, by=lena, reason="They came")
    assert (laptop.state, laptop.state_reason) == ("published", "")
    assert kinds(laptop)[-2:] == ["offering.suspended", "offering.resumed"]


def test_what_is_retired_stays_as_it_was(laptop, lena):
    do.retire_offering(laptop, by=lena, reason="Replaced")
    for act in (
        lambda: do.change_offering(laptop, by=lena, name="Other"),
        lambda: do.shape_form(laptop, by=lena, form=[]),
        lambda: do.set_approvals(laptop, by=lena, approvals={}),
        lambda: do.address_offering(laptop, by=lena, communities=[], organisations=[]),
        lambda: do.publish_offering(laptop, by=lena),
        lambda: do.resume_offering(laptop, by=lena, reason="x"),
    ):
        with pytest.raises(NotPossible):
            act()


def test_the_database_holds_that_what_can_be_ordered_was_published(offer):
    draft = offer(is_published=False)
    with pytest.raises(IntegrityError, match="offering_orderable"), transaction.atomic():
        Offering.objects.filter(pk=draft.pk).update(state="published")


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Henrik Vall", "Inga Wallin"])
def test_only_who_answers_for_a_service_offers_of_it(laptop, people, name):
    somebody = people[name]
    for act in (
        lambda: do.add_offering(laptop.service, by=somebody, name="Mine"),
        lambda: do.change_offering(laptop, by=somebody, name="Mine"),
        lambda: do.address_offering(laptop, by=somebody, communities=[], organisations=[]),
        lambda: do.shape_form(laptop, by=somebody, form=[]),
        lambda: do.set_approvals(laptop, by=somebody, approvals={}),
        lambda: do.publish_offering(laptop, by=somebody),
        lambda: do.retire_offering(laptop, by=somebody),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_owner_of_a_service_offers_of_it(people):
    inga = people["Inga Wallin"]
    record = Service.objects.get(key="patient-record")
    made = do.add_offering(record, by=inga, name="Account")
    do.change_offering(made, by=inga, name="Account in Vega")
    assert made.name == "Account in Vega"


def test_only_those_who_may_suspend_do(laptop, people):
    for name in ("Elin Sand", "Karin Holm"):
        with pytest.raises(NotAllowed):
            do.suspend_offering(laptop, by=people[name], reason="No")
        with pytest.raises(NotAllowed):
            do.resume_offering(laptop, by=people[name], reason="No")


def test_of_two_who_change_it_at_once_the_second_is_told(laptop, lena):
    seen = laptop.version
    do.change_offering(laptop, by=lena, name="Laptop", seen=seen, lead_days=5)
    with pytest.raises(Stale):
        do.shape_form(laptop, by=lena, form=[], seen=seen)
    with pytest.raises(Stale):
        do.set_approvals(laptop, by=lena, approvals={}, seen=seen)
    with pytest.raises(Stale):
        do.change_offering(laptop, by=lena, name="Other", seen=seen)


def test_what_stays_as_it_was_leaves_no_fact(laptop, lena):
    before = kinds(laptop)
    do.change_offering(laptop, by=lena, name="Laptop", lead_days=3)
    do.address_offering(laptop, by=lena, communities=[], organisations=[])
    assert kinds(laptop) == before


def test_for_whom_it_is_is_written_down(laptop, lena):
    hospital = Organisation.objects.get(name="Norrvik Hospital")
    city = Community.objects.first()
    do.address_offering(laptop, by=lena, communities=[city], organisations=[hospital])
    changes = story(laptop).last().particulars.values["changes"]
    assert changes == {"communities": [[], [city.pk]], "organisations": [[], [hospital.pk]]}


def test_a_form_that_is_not_sound_is_refused_by_its_field(laptop, lena):
    wrong = [{"key": "a", "kind": "text", "name": "A"}, {"key": "a", "kind": "text", "name": "B"}]
    with pytest.raises(NotPossible, match="Field 2, B") as refused:
        do.shape_form(laptop, by=lena, form=wrong)
    assert set(refused.value.fields) == {"key"}
    many = [{"key": f"f{n}", "kind": "text", "name": "F"} for n in range(61)]
    with pytest.raises(NotPossible, match="60 fields"):
        do.shape_form(laptop, by=lena, form=many)


def test_a_rule_of_approval_names_people_who_are_here(laptop, lena, people):
    gone = people["Karin Holm"]
    gone.is_active = False
    gone.save(update_fields=["is_active"])
    for approvers in ([{"who": "person", "person": gone.pk}], [{"who": "nobody"}]):
        with pytest.raises(NotPossible) as refused:
            do.set_approvals(laptop, by=lena, approvals={"approvers": approvers})
        assert set(refused.value.fields) == {"approvers"}


def test_what_does_not_fit_together_is_refused(offer, laptop, lena, people):
    docking = offer("Docking station", prerequisite=laptop)
    with pytest.raises(NotPossible) as refused:
        do.change_offering(laptop, by=lena, name="Laptop", prerequisite=docking)
    assert set(refused.value.fields) == {"prerequisite"}
    mail = Service.objects.get(key="mail")
    foreign = do.add_category("Mailbox", by=people["Åsa Ekman"], service=mail)
    with pytest.raises(NotPossible) as refused:
        do.change_offering(laptop, by=lena, name="Laptop", category=foreign)
    assert set(refused.value.fields) == {"category"}
    days = {"available_from": date(2027, 2, 2), "available_until": date(2027, 2, 1)}
    with pytest.raises(NotPossible) as refused:
        do.change_offering(laptop, by=lena, name="Laptop", **days)
    assert set(refused.value.fields) == {"available_until"}
    with pytest.raises(NotPossible) as refused:
        do.change_offering(laptop, by=lena, name=" ")
    assert set(refused.value.fields) == {"name"}


def test_nothing_is_ordered_of_what_nobody_knows(lena):
    with pytest.raises(NotPossible):
        do.add_offering(unknown_service(), by=lena, name="Something")

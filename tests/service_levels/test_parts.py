"""Whether what a promise rests on fits inside it, and an agreement as it is read."""

from dataclasses import replace

import pytest

from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.models import Team
from spoc.people.queries import system
from spoc.service_levels import activities as do
from spoc.service_levels.activities import Promises, Terms
from spoc.service_levels.models import Agreement, Calendar
from spoc.service_levels.queries.agreements import faults_of
from spoc.service_levels.queries.parts import misfits_of
from spoc.service_levels.queries.sheets import say_misfit, sheets_of


def test_parts_that_do_not_fit_are_told_by_name_and_accepted_with_a_reason(lena, draft, terms):
    tight = (Promises("resolution", 60, "incident"), Promises("response", 15))
    cases = Service.objects.get(key="case-handling")
    narrow = replace(terms, services=(cases,), targets=tight)
    do.change_agreement(draft, by=lena, terms=narrow)
    assert say_misfit(misfits_of(draft)[-1]) == (
        "Incident, P1: 1 h is promised; Applications 1 h 30 min: 30 min too long."
    )
    with pytest.raises(NotPossible) as refusal:
        do.send_agreement(draft, by=lena)
    assert list(refusal.value.fields) == ["accepted_gap"]
    do.send_agreement(draft, by=lena, accepted_gap="They promise more from June on.")
    assert draft.accepted_gap == "They promise more from June on."


def test_the_parts_of_one_service_are_added_up(lena, draft, terms):
    desk = Team.objects.get(key="service-desk")
    calendar = Calendar.objects.get(key="office")
    part = Terms("Desk", calendar, (Promises("work", 60),), party_noun="team", party_id=desk.pk)
    own = do.draft_agreement(system(), by=lena, kind="ola", terms=part)
    do.send_agreement(own, by=lena)
    do.sign_agreement(own, by=lena, for_party="Sofia Berg", valid_from=now())
    target = (Promises("resolution", 120, "incident", 1), Promises("response", 15))
    cases = (Service.objects.get(key="case-handling"),)
    do.change_agreement(draft, by=lena, terms=replace(terms, services=cases, targets=target))
    (misfit,) = misfits_of(draft)
    assert misfit.parts == (("Service desk", 60), ("Applications", 90))
    assert (misfit.priorities, misfit.minutes) == ((1,), 30)


def test_what_a_supplier_may_take_is_added_for_the_services_of_the_contract(db):
    hospital = Agreement.objects.get(key="hospital")
    assert [say_misfit(each) for each in misfits_of(hospital)] == [
        "Incident, P1: 2 h is promised; Applications 1 h 30 min, Hitec Storage 4 h:"
        " 3 h 30 min too long.",
        "Incident, P2: 4 h is promised; Applications 3 h, Hitec Storage 4 h: 3 h too long.",
    ]


def test_what_norrvik_promises_is_whole_and_what_does_not_fit_is_accepted(db):
    agreements = Agreement.objects.filter(state="active")
    assert {each.kind for each in agreements} == {"sla", "ola", "uc"}
    assert [fault for each in agreements for fault in faults_of(each)] == []
    tight = {each.key for each in agreements if misfits_of(each)}
    assert tight == {each.key for each in agreements if each.accepted_gap}


def test_an_agreement_is_read_by_type_and_priority(db):
    sheets = {each.label: each for each in sheets_of(Agreement.objects.get(key="everybody"))}
    first, second = sheets["Incident"].lines[:2]
    assert sheets["Incident"].metrics == ["First answer", "Solution"]
    assert (first.priority, first.lengths, first.calendar) == (1, ["15 min", "4 h"], "All hours")
    assert (second.lengths, second.calendar) == (["30 min", "8 h"], "Office hours")
    assert sheets["Any type"].lines[-1].lengths == ["4 h", ""]

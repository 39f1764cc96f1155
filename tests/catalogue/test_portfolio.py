"""A service on its way through the portfolio."""

import pytest
from django.db import IntegrityError, transaction

from spoc.audit.queries import story
from spoc.catalogue import access
from spoc.catalogue import activities as do
from spoc.catalogue.activities import Holding, Known, Proposal
from spoc.catalogue.models import Service
from spoc.catalogue.queries import unknown_service
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.activities import change_person
from spoc.people.models import Team
from spoc.people.queries import system

ASSESSED = {"demand": "Forty wards", "resources": "Two weeks", "benefit": "Less paper"}
KNOWN = Known(has_promise=True, has_calendar=True, has_article=True)


@pytest.fixture
def proposed(people):
    """A service in the pipeline that Inga Wallin answers for."""
    inga = people["Inga Wallin"]
    said = Proposal("Digital signing", "Sign without paper", inga, {"sv": "Digital signering"})
    return do.propose_service(said, by=inga)


@pytest.fixture
def designed(proposed, people):
    """The same, weighed and in design, internal to the desk."""
    inga = people["Inga Wallin"]
    do.weigh_service(proposed, by=inga, assessment=ASSESSED, plan="By June", is_internal=True)
    return do.design_service(proposed, by=inga)


def refused(act):
    with pytest.raises(NotPossible) as refusal:
        act()
    return set(refusal.value.fields)


def test_what_is_proposed_is_in_the_pipeline_and_nowhere_else(proposed, people):
    assert (proposed.state, proposed.is_live, proposed.key) == (
        "proposed",
        False,
        "digital-signing",
    )
    assert proposed in access.known_to(people["Elin Sand"])
    assert proposed not in access.known_to(people["Karin Holm"])
    assert proposed not in access.visible_to(people["Elin Sand"])
    assert [fact.kind for fact in story(proposed)] == ["service.proposed"]


def test_a_proposal_says_what_it_is_for_and_who_answers_for_it(people):
    inga = people["Inga Wallin"]
    assert refused(lambda: do.propose_service(Proposal("", "x", inga), by=inga)) == {"name"}
    empty = Proposal("Signing", " ", None)
    assert refused(lambda: do.propose_service(empty, by=inga)) == {"owner", "purpose"}


def test_a_service_is_designed_once_it_was_weighed(proposed, people):
    inga = people["Inga Wallin"]
    assert refused(lambda: do.design_service(proposed, by=inga)) == set(ASSESSED)
    do.weigh_service(proposed, by=inga, assessment=ASSESSED, plan="", is_internal=False)
    assert do.design_service(proposed, by=inga).state == "design"
    kinds = [fact.kind for fact in story(proposed)]
    assert kinds == ["service.proposed", "service.weighed", "service.designed"]


def test_a_service_goes_live_when_it_can_be_kept(designed, people):
    inga = people["Inga Wallin"]
    lacking = refused(lambda: do.begin_service(designed, by=inga, known=Known()))
    assert lacking == {"support_path", "promise", "calendar", "article"}
    Service.objects.filter(pk=designed.pk).update(team=Team.objects.get(key="applications"))
    designed.refresh_from_db()
    do.begin_service(designed, by=inga, known=KNOWN)
    assert (designed.state, designed.is_live) == ("live", True)
    assert designed in access.visible_to(people["Elin Sand"])


def test_a_service_that_is_not_internal_offers_something(designed, people, lena):
    inga = people["Inga Wallin"]
    do.weigh_service(designed, by=inga, assessment=ASSESSED, plan="", is_internal=False)
    Service.objects.filter(pk=designed.pk).update(team=Team.objects.get(key="applications"))
    designed.refresh_from_db()
    assert refused(lambda: do.begin_service(designed, by=inga, known=KNOWN)) == {"offering"}
    do.add_offering(designed, by=lena, name="Signature")
    assert do.begin_service(designed, by=inga, known=KNOWN).is_live


def test_a_reason_stands_in_for_a_promise_and_is_kept(designed, people):
    Service.objects.filter(pk=designed.pk).update(team=Team.objects.get(key="applications"))
    designed.refresh_from_db()
    known = Known(has_article=True)
    do.begin_service(designed, by=people["Inga Wallin"], known=known, reason="A trial until May")
    assert designed.state_reason == "A trial until May"
    assert story(designed).last().particulars.values["reason"] == "A trial until May"


def test_nothing_new_is_ordered_while_a_service_is_phased_out(laptop, lena, people):
    workplace = laptop.service
    assert refused(lambda: do.phase_out_service(workplace, by=lena, plan="")) == {
        "plan",
        "successor",
    }
    own = refused(lambda: do.phase_out_service(workplace, by=lena, plan="x", successor=workplace))
    assert own == {"successor"}
    mail = Service.objects.get(key="mail")
    workplace.refresh_from_db()
    do.phase_out_service(workplace, by=lena, plan="By June", successor=mail)
    assert (workplace.state, workplace.is_live, workplace.successor) == ("retiring", True, mail)


def test_a_service_retires_when_nobody_has_it_any_more(laptop, lena, people):
    workplace = laptop.service
    held = do.begin_subscription(laptop, by=system(), holding=Holding(people["Karin Holm"]))
    do.phase_out_service(workplace, by=lena, plan="By June", reason="Nobody needs it")
    assert refused(lambda: do.retire_service(workplace, by=lena)) == {"subscriptions"}
    do.end_subscription(held, by=system(), reason="Given back")
    do.retire_service(workplace, by=lena)
    assert (workplace.state, workplace.is_live) == ("retired", False)
    assert workplace in access.known_to(people["Elin Sand"])


def test_no_step_is_left_out(proposed, lena):
    for act in (
        lambda: do.begin_service(proposed, by=lena, known=KNOWN),
        lambda: do.phase_out_service(proposed, by=lena, plan="x", reason="y"),
        lambda: do.retire_service(proposed, by=lena),
    ):
        with pytest.raises(NotPossible):
            act()
    with pytest.raises(NotPossible):
        do.phase_out_service(unknown_service(), by=lena, plan="x", reason="y")


@pytest.mark.parametrize("name", ["Elin Sand", "Karin Holm", "Henrik Vall"])
def test_only_who_answers_for_it_moves_a_service(proposed, people, name):
    somebody = people[name]
    said = Proposal("Mine", "x", somebody)
    for act in (
        lambda: do.propose_service(said, by=somebody),
        lambda: do.weigh_service(
            proposed, by=somebody, assessment=ASSESSED, plan="", is_internal=False
        ),
        lambda: do.design_service(proposed, by=somebody),
        lambda: do.begin_service(proposed, by=somebody, known=KNOWN),
        lambda: do.phase_out_service(proposed, by=somebody, plan="x"),
        lambda: do.retire_service(proposed, by=somebody),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_owner_moves_their_own_services_alone(people):
    inga = people["Inga Wallin"]
    with pytest.raises(NotAllowed):
        do.phase_out_service(Service.objects.get(key="mail"), by=inga, plan="x", reason="y")


def test_out_of_use_and_the_state_say_the_same(people):
    asa, mail = people["Åsa Ekman"], Service.objects.get(key="mail")
    do.change_service(mail, by=asa, name=mail.name, customers=[], is_live=False)
    assert mail.state == "retired"
    do.change_service(mail, by=asa, name=mail.name, customers=[], is_live=True)
    assert mail.state == "live"
    with pytest.raises(IntegrityError, match="service_live"), transaction.atomic():
        Service.objects.filter(pk=mail.pk).update(is_live=False)


def test_the_manager_of_somebody_is_written_down(people):
    karin, birgitta = people["Karin Holm"], people["Birgitta Ahl"]
    change_person(karin, by=people["Åsa Ekman"], manager=birgitta)
    assert list(birgitta.managed.all()) == [karin]
    with pytest.raises(NotAllowed):
        change_person(karin, by=karin, manager=None)
    with pytest.raises(NotPossible):
        change_person(birgitta, by=people["Åsa Ekman"], manager=birgitta)

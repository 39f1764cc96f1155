"""Norrvik's catalogue: what can be ordered, who manages whom, who has what, what is coming."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from spoc.catalogue.activities import (
    Holding,
    Proposal,
    add_offering,
    begin_subscription,
    propose_service,
    publish_offering,
    set_approvals,
    shape_form,
    weigh_service,
)
from spoc.catalogue.models import Offering, Service
from spoc.kit.time import at, now
from spoc.people.activities import change_person
from spoc.people.models import Person, Team
from spoc.workflow.models import Definition
from spoc.world.norrvik.offerings import HELD, MANAGERS, OFFERINGS, OfferingIs

# which offering is delivered by which process
PROCESSES = {"laptop": "new-laptop", "password-reset": "new-password"}
COMING = {
    "demand": "Four clinics ask for it, some sixty forms a day.",
    "resources": "A supplier, two people for a month, 120 000 kr.",
    "benefit": "Forms are signed the same day, and nothing is printed.",
}


def set_up_offerings() -> None:
    """Let things be ordered, by who answers for all that is offered."""
    lena, elin = Person.objects.get(name="Lena Falk"), Person.objects.get(name="Elin Sand")
    for name, managed in MANAGERS.items():
        manager = Person.objects.get(name=name)
        for each in managed:
            change_person(Person.objects.get(name=each), by=elin, manager=manager)
    for offering in OFFERINGS:
        _offer(offering, lena)
    for key, names in HELD:
        for place, name in enumerate(names):
            with at(now() - timedelta(days=120 - 19 * place)):
                holding = Holding(Person.objects.get(name=name))
                begin_subscription(Offering.objects.get(key=key), by=elin, holding=holding)
    _propose(Person.objects.get(name="Inga Wallin"))


def _offer(each: OfferingIs, by: Person) -> None:
    more: dict[str, Any] = dict(each.more)
    made = add_offering(
        Service.objects.get(key=each.service),
        by=by,
        name=each.name[0],
        key=each.key,
        names={"sv": each.name[1]},
        told=_told(each),
        words=list(each.words),
        icon=each.icon,
        lead_days=each.days,
        price=Decimal(each.price) if each.price else None,
        period=each.period,
        team=Team.objects.get(key=each.team),
        definition=Definition.objects.filter(key=PROCESSES.get(each.key, "")).first(),
        **more,
    )
    shape_form(made, by=by, form=each.form)
    set_approvals(made, by=by, approvals={"approvers": list(each.approvers)})
    publish_offering(made, by=by)


def _told(each: OfferingIs) -> dict[str, dict[str, str]]:
    """Return what is told of an offering, by language; what nobody wrote is left out."""
    said = {"description": each.description, "includes": each.includes, "guidance": each.guidance}
    return {
        language: {name: words[place] for name, words in said.items() if words[place]}
        for place, language in enumerate(("en", "sv"))
    }


def _propose(by: Person) -> None:
    purpose = "Patients and relatives sign forms where they are, without paper."
    proposal = Proposal("Digital signing", purpose, by, {"sv": "Digital signering"})
    made = propose_service(proposal, by=by)
    plan = "Try it at the dental clinic in spring, decide before summer."
    weigh_service(made, by=by, assessment=COMING, plan=plan, is_internal=False)

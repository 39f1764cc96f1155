"""Offering what can be ordered of a service: writing it down, changing it, and its form."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db.models import F
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.catalogue import access
from spoc.catalogue.form_words import approval_sentence, form_sentence
from spoc.catalogue.models import Category, Offering, Service
from spoc.catalogue.rules.approvals import fault_in, kept, parse_approvals
from spoc.catalogue.rules.form_faults import faults_in
from spoc.catalogue.rules.form_fields import parse
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.text import one_line
from spoc.people.access import demand
from spoc.people.activities.changes import Changes, change, key_for
from spoc.people.models import Community, Organisation, Person, Team
from spoc.workflow.models import Definition

Told = dict[str, dict[str, str]]


class OfferingParticulars(TypedDict, total=False):
    """What may be said of an offering beside its name, its audience and its form."""

    names: dict[str, str]
    told: Told
    words: list[str]
    icon: str
    rank: int
    category: Category | None
    roles: list[str]
    is_for_managers: bool
    is_public: bool
    is_requestable_for_others: bool
    prerequisite: Offering | None
    licences_left: int | None
    available_from: date | None
    available_until: date | None
    team: Team | None
    definition: Definition | None
    lead_days: int | None
    price: Decimal | None
    currency: str
    period: str
    is_subscription: bool
    needs_identity: bool
    gives_item: bool


@activity
def add_offering(
    service: Service, *, by: Person, name: str, key: str = "", **wanted: Unpack[OfferingParticulars]
) -> Offering:
    """Write down something that is to be ordered of a service; it is a draft until published."""
    demand(access.may_shape_offerings_of(by, service))
    if service.is_unknown:
        raise NotPossible(_("Nothing can be ordered of a service nobody knows."))
    said = _named(name)
    _demand_sound(None, service, wanted)
    offering = Offering.objects.create(
        service=service, name=said, key=key or key_for(Offering, said), **wanted
    )
    hold(offering)
    record("offering.added", offering, by=by, name=said, service=service.name)
    return offering


@activity
def change_offering(
    offering: Offering,
    *,
    by: Person,
    name: str,
    seen: int | None = None,
    **wanted: Unpack[OfferingParticulars],
) -> Offering:
    """Change what is told of an offering, or its terms; those hold from the next publishing."""
    demand(access.may_shape_offerings_of(by, offering.service))
    _demand_unchanged(offering, seen)
    _demand_kept(offering)
    _demand_sound(offering, offering.service, wanted)
    _note(offering, by, change(offering, {**wanted, "name": _named(name)}))
    return offering


@activity
def address_offering(
    offering: Offering,
    *,
    by: Person,
    communities: Sequence[Community],
    organisations: Sequence[Organisation],
    seen: int | None = None,
    **wanted: Unpack[OfferingParticulars],
) -> Offering:
    """Say for whom it is: the communities and organisations named, or everybody."""
    demand(access.may_shape_offerings_of(by, offering.service))
    _demand_unchanged(offering, seen)
    _demand_kept(offering)
    _demand_sound(offering, offering.service, wanted)
    changes = change(offering, dict(wanted))
    for field, rows in (("communities", communities), ("organisations", organisations)):
        those = getattr(offering, field)
        before, after = sorted(those.values_list("pk", flat=True)), sorted(r.pk for r in rows)
        if before != after:
            those.set(rows)
            changes[field] = [before, after]
    _note(offering, by, changes)
    return offering


@activity
def shape_form(
    offering: Offering,
    *,
    by: Person,
    form: Sequence[Mapping[str, object]],
    seen: int | None = None,
) -> Offering:
    """Say what is asked of whoever orders it; orders that run keep the form they were made with."""
    demand(access.may_shape_offerings_of(by, offering.service))
    _demand_unchanged(offering, seen)
    _demand_kept(offering)
    wanted = [dict(each) for each in form]
    fields = parse(wanted)
    if faults := faults_in(fields):
        first = faults[0]
        name = fields[first.place].name if first.place < len(fields) else ""
        words = form_sentence(first.code)
        about = {"place": first.place + 1, "name": name, "why": words}
        sentence = _("Field %(place)s, %(name)s: %(why)s") % about
        raise NotPossible(sentence, fields={_blamed(first.code): words})
    _note(offering, by, change(offering, {"form": wanted}))
    return offering


@activity
def set_approvals(
    offering: Offering, *, by: Person, approvals: Mapping[str, object], seen: int | None = None
) -> Offering:
    """Say who approves an order of it, in which order, and above which sum."""
    demand(access.may_shape_offerings_of(by, offering.service))
    _demand_unchanged(offering, seen)
    _demand_kept(offering)
    rule = parse_approvals(approvals)
    if code := fault_in(rule):
        words = approval_sentence(code)
        raise NotPossible(words, fields={code: words})
    named = {each.person for each in rule.approvers if each.person is not None}
    if Person.objects.filter(pk__in=named, is_active=True).count() < len(named):
        words = _("Name somebody who is still here.")
        raise NotPossible(words, fields={"approvers": words})
    _note(offering, by, change(offering, {"approvals": kept(rule)}))
    return offering


def _note(offering: Offering, by: Person, changes: Changes) -> None:
    """Record what changed, and let who looked before know that it did."""
    if not changes:
        return
    Offering.objects.filter(pk=offering.pk).update(version=F("version") + 1)
    offering.version += 1
    record("offering.changed", offering, by=by, name=offering.name, changes=changes)


def _named(name: str) -> str:
    said = one_line(name, 120)
    if not said:
        words = _("Give it a name.")
        raise NotPossible(words, fields={"name": words})
    return said


def _blamed(code: str) -> str:
    """Return the field of the page beside which a fault of a form stands."""
    return {"no_choices_here": "choices", "key_twice": "key", "limits": "most"}.get(code, code)


def _demand_unchanged(offering: Offering, seen: int | None) -> None:
    if seen is not None and seen != offering.version:
        raise Stale(_("Somebody changed this meanwhile: look at it again, then save."))


def _demand_kept(offering: Offering) -> None:
    if offering.state == "retired":
        raise NotPossible(_("It is retired, and stays as it was."))


def _demand_sound(offering: Offering | None, service: Service, wanted: OfferingParticulars) -> None:
    category, needs = wanted.get("category"), wanted.get("prerequisite")
    if category is not None and category.service_id not in (None, service.pk):
        words = _("This category belongs to another service.")
        raise NotPossible(words, fields={"category": words})
    if offering is not None and needs is not None and _leads_back(offering, needs):
        words = _("Each would take the other first: nobody could have either.")
        raise NotPossible(words, fields={"prerequisite": words})
    begins, ends = wanted.get("available_from"), wanted.get("available_until")
    if begins and ends and ends < begins:
        words = _("The last day is before the first.")
        raise NotPossible(words, fields={"available_until": words})


def _leads_back(offering: Offering, needs: Offering) -> bool:
    seen: set[int] = set()
    following: Offering | None = needs
    while following is not None and following.pk not in seen:
        if following.pk == offering.pk:
            return True
        seen.add(following.pk)
        following = following.prerequisite
    return False

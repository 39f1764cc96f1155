"""Who may see and change calendars, agreements and clocks."""

from django.db.models import Model, QuerySet

from spoc.kit.nouns import is_noun, noun
from spoc.people.access import may_administer, may_work_at_desk, reach
from spoc.people.models import Person
from spoc.service_levels.models import Agreement, Calendar, Exemption


def calendars_visible_to(person: Person) -> QuerySet[Calendar]:
    """Return the calendars: all to whoever works at the desk, none to others."""
    return Calendar.objects.all() if may_work_at_desk(person) else Calendar.objects.none()


def visible_to(person: Person) -> QuerySet[Agreement]:
    """Return the agreements a person may read: all at the desk, their own organisation's else."""
    if reach(person, "agreement", "R").everywhere or may_administer(person):
        return Agreement.objects.all()
    if person.organisation_id and reach(person, "agreement", "R").beyond_own:
        return Agreement.objects.filter(party_noun="organisation", party_id=person.organisation_id)
    return Agreement.objects.none()


def may_read(person: Person) -> bool:
    """Whether the pages of calendars and agreements are open to them, to look at at least."""
    reads = reach(person, "agreement", "R").everywhere or may_administer(person)
    return reads and may_work_at_desk(person)


def may_shape(person: Person) -> bool:
    """Whether they keep calendars: the service level manager."""
    return person.kind == Person.Kind.SYSTEM or reach(person, "agreement", "X").everywhere


def parties_visible_to(person: Person, key: str) -> QuerySet[Model]:
    """Return with whom they may agree, of a noun such as team; nobody where there is no such noun.

    What the house does not keep yet cannot be agreed with.
    """
    if not is_noun(key):
        return Agreement.objects.none()
    if person.kind == Person.Kind.SYSTEM:
        return noun(key).model._base_manager.all()
    return noun(key).visible_to(person)


def may_draft(person: Person, kind: str) -> bool:
    """Whether they write agreements: the service level manager all, the supplier manager theirs."""
    if person.kind == Person.Kind.SYSTEM:
        return True
    writes = reach(person, "agreement", "U").everywhere
    shapes = reach(person, "agreement", "X").everywhere
    return shapes or (writes and kind == "uc")


def may_sign(person: Person, agreement: Agreement) -> bool:
    """Whether they sign for us; the service manager only what is agreed between our teams."""
    if person.kind == Person.Kind.SYSTEM:
        return True
    signs = reach(person, "agreement", "A").everywhere
    return signs and (may_draft(person, agreement.kind) or agreement.kind == "ola")


def may_exempt(person: Person) -> bool:
    """Whether they may take a clock out of every measure."""
    return person.kind == Person.Kind.SYSTEM or reach(person, "exemption", "A").everywhere


def may_propose_exemption(person: Person) -> bool:
    """Whether they may propose that a clock should not count, for others to decide."""
    return may_exempt(person) or reach(person, "exemption", "P").beyond_own


def may_see_exemptions(person: Person) -> bool:
    """Whether the list of proposals is theirs: whoever proposes, decides or audits them."""
    return may_propose_exemption(person) or reach(person, "exemption", "R").everywhere


def exemptions_visible_to(person: Person) -> QuerySet[Exemption]:
    """Return the proposals: all to whoever decides or audits them, their own to others."""
    if may_exempt(person) or reach(person, "exemption", "R").everywhere:
        return Exemption.objects.all()
    return Exemption.objects.filter(by=person)

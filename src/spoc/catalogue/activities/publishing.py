"""The life of an offering: published, suspended for a while, resumed, retired."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue import access
from spoc.catalogue.models import Offering, OfferingVersion
from spoc.catalogue.rules.offering import move, unready
from spoc.catalogue.rules.portfolio import ServiceState
from spoc.catalogue.terms import has_unpublished, snapshot_of
from spoc.catalogue.words import OFFERING_LACKS
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person

LONGEST_NOTE = 300


@activity
def publish_offering(offering: Offering, *, by: Person, note: str = "") -> OfferingVersion:
    """Let it be ordered on the terms it has now; orders that run keep those they were made with."""
    demand(access.may_shape_offerings_of(by, offering.service))
    if offering.state == "published" and not has_unpublished(offering):
        raise NotPossible(_("Nothing was changed since it was published."))
    snapshot = snapshot_of(offering)
    is_served = offering.service.state == ServiceState.LIVE.value
    lacking = unready(snapshot, is_described=bool(offering.description), is_served=is_served)
    if lacking:
        words = {code: str(OFFERING_LACKS[code]) for code in lacking}
        raise NotPossible(" ".join(words.values()), fields=words)
    offering.move_to("publish", _("It cannot be published from where it stands."))
    offering.number += 1
    offering.published = OfferingVersion.objects.create(
        offering=offering,
        number=offering.number,
        snapshot=snapshot,
        note=one_line(note, LONGEST_NOTE),
        published_at=now(),
        by=by,
    )
    offering.state_reason = ""
    offering.save(update_fields=["state", "state_reason", "number", "published"])
    particulars = {"name": offering.name, "number": offering.number, "note": note}
    record("offering.published", offering, by=by, **particulars)
    return offering.published


@activity
def suspend_offering(offering: Offering, *, by: Person, reason: str) -> Offering:
    """Take no orders of it for a while; the portal says why."""
    demand(access.may_suspend(by, offering))
    return _move(offering, "suspend", by, reason, _("Only what is published is suspended."))


@activity
def resume_offering(offering: Offering, *, by: Person, reason: str) -> Offering:
    """Take orders of it again."""
    demand(access.may_suspend(by, offering))
    return _move(offering, "resume", by, reason, _("It is not suspended."))


@activity
def retire_offering(offering: Offering, *, by: Person, reason: str = "") -> Offering:
    """Offer it no more; orders that run are finished on the terms they were made with."""
    demand(access.may_shape_offerings_of(by, offering.service))
    return _move(offering, "retire", by, reason, _("Only what was published is retired."))


FACTS = {
    "suspend": "offering.suspended",
    "resume": "offering.resumed",
    "retire": "offering.retired",
}


def _move(offering: Offering, verb: str, by: Person, reason: str, sentence: str) -> Offering:
    said = one_line(reason, LONGEST_NOTE)
    if move(verb).wants_reason and not said:
        words = _("Say why.")
        raise NotPossible(words, fields={"reason": words})
    offering.move_to(verb, sentence)
    offering.state_reason = said if verb != "resume" else ""
    offering.save(update_fields=["state", "state_reason"])
    record(FACTS[verb], offering, by=by, name=offering.name, reason=said)
    return offering

"""Doing once what a program sends twice; part of the activities that make a request."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext as _

from spoc.kit.errors import Stale
from spoc.kit.time import now
from spoc.people.models import Person
from spoc.requests.models import IdempotencyKey, SupportRequest

KEPT_FOR = timedelta(hours=24)


def only_once(
    by: Person, key: str, digest: str, make: Callable[[], SupportRequest]
) -> tuple[SupportRequest, bool]:
    """Make a request under a key the sender chose; a second time the same comes back.

    The unique key makes the second of two simultaneous calls wait for the first. The answer says
    whether the request is new.
    """
    mine = IdempotencyKey.objects.filter(person=by)
    mine.filter(made_at__lt=now() - KEPT_FOR).delete()
    draft = IdempotencyKey(person=by, key=key, digest=digest, made_at=now())
    IdempotencyKey.objects.bulk_create([draft], ignore_conflicts=True)
    kept = mine.select_for_update().get(key=key)
    if kept.digest != digest:
        raise Stale(_("This key was used for another call: choose a new one."))
    if kept.support_request is not None:
        return kept.support_request, False
    kept.support_request = make()
    kept.save(update_fields=["support_request"])
    return kept.support_request, True

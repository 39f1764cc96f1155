"""Inviting people to sign in, for machines."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status

from spoc.channels.activities import invite
from spoc.people.access import demand, may_administer, visible_to
from spoc.site.machines import answers, find
from spoc.site.tokens import caller

router = Router()


class InvitationOut(Schema):
    """Where the invitation goes; only its reader reads it."""

    to: str


@router.post("/people/{int:person}/invitation", response=answers(InvitationOut, 201))
def invite_person(request: HttpRequest, person: int) -> Status[InvitationOut]:
    """Write to somebody how to choose a password."""
    by = caller(request)
    demand(may_administer(by), _("Only administrators let people in: ask one of them."))
    letter = invite(find(visible_to(by), person), by=by)
    return Status(201, InvitationOut(to=letter.to_addresses[0]))

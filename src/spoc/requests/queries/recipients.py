"""To whom else a letter goes: addresses as people write them, none of them our own."""

import re
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _

from spoc.channels.queries import channels_on
from spoc.channels.rules.address import addresses, is_email
from spoc.kit.errors import NotPossible
from spoc.people.models import CommunityAddress
from spoc.requests.rules.sending import Sending

BETWEEN = re.compile(r"[,;\n]")
QUOTED = re.compile(r'"[^"]*"')


def recipients(written: str, field: str) -> tuple[str, ...]:
    """Return the addresses somebody wrote into a field; what is none, or ours, is refused."""
    found = tuple(each.email for each in addresses(written))
    pieces = {piece.strip().lower() for piece in BETWEEN.split(QUOTED.sub("", written))}
    if len(found) < len(pieces - {""}):
        words = _("Write mail addresses with commas between them, such as anna@example.org.")
        raise NotPossible(words, fields={field: words})
    _demand_outside(found, field)
    return found


def checked(sending: Sending) -> Sending:
    """Return how a reply goes out, nobody named twice; addresses that are none are refused."""
    for field in ("cc", "bcc"):
        given = getattr(sending, field)
        for address in given:
            if not is_email(address):
                words = _("%(address)s is not a mail address.") % {"address": address}
                raise NotPossible(words, fields={field: words})
        _demand_outside(given, field)
    bcc = tuple(each for each in dict.fromkeys(sending.bcc) if each not in sending.cc)
    return replace(sending, cc=tuple(dict.fromkeys(sending.cc)), bcc=bcc)


def _demand_outside(given: tuple[str, ...], field: str) -> None:
    if len(given) > settings.SPOC_PEOPLE_PER_LETTER:
        words = _("Write to %(count)s people at most at once.")
        words %= {"count": settings.SPOC_PEOPLE_PER_LETTER}
        raise NotPossible(words, fields={field: words})
    ours = own_among(given)
    if ours:
        words = _("%(address)s is our own address: a letter to it would come back to us.")
        words %= {"address": ours}
        raise NotPossible(words, fields={field: words})


def own_among(given: tuple[str, ...]) -> str:
    """Return one of the addresses that is a mailbox of ours; empty when none is."""
    if not given:
        return ""
    lowered = [each.lower() for each in given]
    known = CommunityAddress.objects.filter(value__in=lowered).values_list("value", flat=True)
    mailboxes = {str(each.settings.get("user", "")).lower() for each in channels_on()}
    return next((each for each in lowered if each in mailboxes or each in set(known)), "")

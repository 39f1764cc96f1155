"""The register of subscriptions as a file (RFC 4180), read some hundred rows at a time."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from spoc.catalogue.models import Subscription
from spoc.catalogue.queries.subscriptions import BATCH, Narrowed, register_whole
from spoc.kit.text import tidy
from spoc.people.models import Person

BYTE_ORDER_MARK = "\ufeff"
# a cell that begins so is a formula to a spreadsheet, or makes one of what follows
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rows: QuerySet[Subscription], asked: Narrowed, person: Person) -> Iterator[str]:
    """Write who has what, in the reader's language and zone."""
    found = register_whole(rows, asked)
    with translation.override(person.speaks):
        head = BYTE_ORDER_MARK + _line(_heads())
    yield head
    while batch := list(islice(found, BATCH)):
        # who reads is told anew for each part: between two of them other work is done
        with translation.override(person.speaks), timezone.override(person.lives_in):
            text = "".join(_line(_cells(each)) for each in batch)
        yield text


def _heads() -> list[str]:
    heads = [_("Offering"), _("Service"), _("Who"), _("Organisation"), _("How many")]
    return [*heads, _("Since"), _("Until"), _("Request")]


def _cells(row: Subscription) -> list[str]:
    return [
        str(row.offering),
        str(row.service),
        row.holder.name,
        row.organisation.name if row.organisation else "",
        str(row.quantity),
        _moment(row.since),
        _moment(row.until) if row.until else "",
        f"R-{row.request_number}" if row.request_number else "",
    ]


def _moment(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def _line(cells: list[str]) -> str:
    text = StringIO()
    plain = [tidy(cell) for cell in cells]
    csv.writer(text).writerow([f"'{each}" if each.startswith(FORMULA) else each for each in plain])
    return text.getvalue()

"""A view as a file: a row for each request its reader may see, with the columns as shown."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import StringIO
from typing import IO, Any

from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.writer.excel import save_workbook

from spoc.kit import keyset
from spoc.kit.text import tidy
from spoc.people.models import Person
from spoc.requests.models import SupportRequest, View
from spoc.requests.queries.rows import read_for
from spoc.requests.queries.shape import Shape, order_of
from spoc.requests.queries.view_fields import fields_for
from spoc.requests.queries.view_question import asked_for

BATCH = 500
# a cell that begins so is a formula to a spreadsheet, or makes one of what follows
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# what every queue shows, for views that choose no columns of their own
USUAL = (
    *("number", "type", "title", "requester", "organisation", "service", "status", "priority"),
    *("due", "assignee", "updated"),
)
BYTE_ORDER_MARK = "\ufeff"


def exported(view: View, person: Person) -> tuple[QuerySet[SupportRequest], Shape]:
    """Return the rows of a view within the reader's reach, and the shape they are written in."""
    fields = fields_for(person)
    chosen = ["number", "title", *view.columns] if view.columns else USUAL
    columns = [fields[each] for each in dict.fromkeys(chosen) if each in fields]
    order = order_of(view.order, fields, fields.get(view.grouping))
    return asked_for(view.conditions, person), Shape(order, tuple(columns))


def as_csv(rows: QuerySet[SupportRequest], shape: Shape, person: Person) -> Iterator[str]:
    """Write a table as RFC 4180 has it, some hundred rows at a time, read as they are sent."""
    with _as_read_by(person):
        head = _line([str(each.label) for each in shape.columns])
    yield BYTE_ORDER_MARK + head
    batches = _batches(rows, shape)
    while True:
        # who reads is told anew for each part: between two of them other work is done
        with _as_read_by(person):
            found = next(batches, None)
            text = "".join(_line([_words(cell) for cell in row]) for row in found or [])
        if found is None:
            return
        yield text


def write_xlsx(
    file: IO[bytes], rows: QuerySet[SupportRequest], shape: Shape, person: Person
) -> None:
    """Write a workbook into a file, row by row."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    with _as_read_by(person):
        sheet.append([_cell(sheet, str(each.label)) for each in shape.columns])
        for found in _batches(rows, shape):
            for row in found:
                sheet.append([_cell(sheet, each) for each in row])
    save_workbook(book, file)
    file.seek(0)


def defused(words: str) -> str:
    """Return words that no spreadsheet takes for a formula.

    >>> defused("=1+1"), defused("Printer - room 4")
    ("'=1+1", 'Printer - room 4')
    """
    return f"'{words}" if words.startswith(FORMULA) else words


def _batches(rows: QuerySet[SupportRequest], shape: Shape) -> Iterator[list[list[object]]]:
    """Yield the rows by hundreds, each read after the last one written."""
    order, after = shape.order, None
    while True:
        page = keyset.page(order.on(read_for(rows, shape)), order.names, size=BATCH, after=after)
        yield [[cell.value for cell in shape.cells(each)] for each in page.rows]
        after = page.next
        if after is None:
            return


@contextmanager
def _as_read_by(person: Person) -> Iterator[None]:
    """Speak the reader's language and write times in their zone, for a block."""
    with translation.override(person.speaks), timezone.override(person.lives_in):
        yield


def _words(value: object) -> str:
    """Return a value as a table of text has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return defused(tidy(str(value))) if isinstance(value, str) else str(value)


def _cell(sheet: Any, value: object) -> Any:
    """Return a value as a workbook has it: numbers and moments as such, words never a formula."""
    if isinstance(value, datetime):
        return WriteOnlyCell(sheet, timezone.localtime(value).replace(tzinfo=None))
    if isinstance(value, int) and not isinstance(value, bool):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, _words(value))
    cell.data_type = "s"
    return cell


def _line(cells: list[str]) -> str:
    text = StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue()

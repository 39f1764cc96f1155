"""What every operation of the API shares: its answers, its lists, what it reads."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar

from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Query, Schema
from ninja.files import UploadedFile
from ninja.parser import Parser
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, GetCoreSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from spoc.kit import keyset
from spoc.kit.errors import NotFound, NotPossible, Refusal

Row = TypeVar("Row")

JSON = ("application/json", "")
BYTES = "application/octet-stream"
CONTENT_TYPE = re.compile(r"[\w.+-]{1,60}/[\w.+-]{1,59}", re.ASCII)
LARGEST_KEY = 2**63 - 1
LARGEST_PAGE = 100
WRITABLE_YEARS = range(1970, 2101)
REFUSED = frozenset({400, 401, 403, 404, 409, 413, 415, 422, 429})


class Problem(Schema):
    """What was refused and what to do next (RFC 9457); `errors` names each field that is wrong."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    errors: dict[str, str] | None = None


def answers(out: Any, status: int = 200) -> Mapping[Any, Any]:
    """Return what an operation answers when it refuses nothing; the schema adds the problems.

    >>> answers(Problem, 201) == {201: Problem}
    True
    """
    return {status: out}


def find(rows: QuerySet[Any], pk: int) -> Any:
    """Return the row of this key among those the caller may see; a stranger learns nothing."""
    row = rows.filter(pk=pk).first() if pk <= LARGEST_KEY else None
    if row is None:
        raise nowhere()
    return row


def nowhere() -> NotFound:
    """Return what a stranger is told, and whoever asks for what is not there."""
    return NotFound(_("There is nothing at this address, or it is not yours to see."))


def named(rows: QuerySet[Any], pk: int | None, field: str) -> Any:
    """Return the row a field of the body names; None where it names none."""
    return None if pk is None else there(rows.filter(pk=pk).first(), field)


def there(row: Row | None, field: str) -> Row:
    """Return the row a field of the body names, refusing it where there is none."""
    if row is None:
        words = _("There is none with this number that you may see.")
        raise NotPossible(words, fields={field: words})
    return row


def all_named(rows: QuerySet[Any], pks: Sequence[int], field: str) -> list[Any]:
    """Return the rows a field of the body names, refusing it where one of them is not there."""
    found = list(rows.filter(pk__in=pks)) if pks else []
    if len(found) < len(set(pks)):
        words = _("There is none with this number that you may see.")
        raise NotPossible(words, fields={field: words})
    return found


def content_type_of(file: UploadedFile) -> str:
    """Return of which sort a file is said to be; bytes where that is said in no known way."""
    given = file.content_type or ""
    return given if CONTENT_TYPE.fullmatch(given) else BYTES


class PageIn(Schema):
    """How a list is walked: how many at once, and after which mark."""

    limit: int = Field(50, ge=1, le=LARGEST_PAGE)
    cursor: str = Field("", max_length=1000, description="What `next` of the page before said.")


def page_of(
    rows: QuerySet[Any], order: tuple[str, ...], asked: PageIn
) -> tuple[list[Any], str | None]:
    """Return a page of rows, and the mark of the next one; only marks made here are read."""
    signer = signing.Signer(salt="spoc.api.page")
    try:
        after = signer.unsign(asked.cursor) if asked.cursor else None
    except signing.BadSignature:
        words = _("This mark was not made here: start again from the first page.")
        raise NotPossible(words, fields={"cursor": words}) from None
    found = keyset.page(rows, order, size=asked.limit, after=after)
    return found.rows, signer.sign(found.next) if found.next else None


class OneOf:
    """Lets a field hold one of these codes, and says so in the schema."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = [str(code) for code in codes]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """Describe the field to pydantic."""
        return core_schema.literal_schema(self.codes)


def _plausible(moment: datetime) -> datetime:
    if moment.year not in WRITABLE_YEARS:
        raise PydanticCustomError("moment", "Choose a moment between 1970 and 2100.")
    return moment.astimezone(UTC)


def _plausible_day(day: date) -> date:
    if day.year not in WRITABLE_YEARS:
        raise PydanticCustomError("day", "Choose a day between 1970 and 2100.")
    return day


def _no_truth(value: object) -> object:
    """Refuse what would be read as 0 or 1 though it says yes or no."""
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "Write a whole number.")
    return value


def _written_out(value: object) -> object:
    """Refuse a number, which would be read as the seconds since 1970."""
    if isinstance(value, str) and "-" in value.lstrip("-"):
        return value
    raise PydanticCustomError("datetime_type", "Write a moment with its zone.")


def _day_written_out(value: object) -> object:
    """Refuse a number, which would be read as the seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and "-" in value.lstrip("-")):
        return value
    raise PydanticCustomError("date_type", "Write a day, such as 2026-11-24.")


Whole = Annotated[int, BeforeValidator(_no_truth)]
Key = Annotated[Whole, Field(ge=1, le=LARGEST_KEY)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written_out), AfterValidator(_plausible)]
Day = Annotated[date, BeforeValidator(_day_written_out), AfterValidator(_plausible_day)]
Walk = Annotated[PageIn, Query()]


class Unreadable(Refusal):
    """The body cannot be read as what it is to be."""

    status = 400
    title = "Not readable"


class NotJson(Unreadable):
    """The body is of another sort than the one read here."""

    status = 415
    title = "Not JSON"


class Readable(Parser):
    """Reads bodies and addresses, and turns back what no database could keep."""

    sorts: tuple[str, ...] = JSON

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return the body; signs that are no text make it unreadable."""
        if request.content_type not in self.sorts:
            raise NotJson(_("Send JSON, and say so: Content-Type: application/json."))
        body = super().parse_body(request)
        if not isinstance(body, dict):
            raise Unreadable(_("Send one JSON object: its fields between { and }."))
        _demand_text(body)
        return body

    def parse_querydict(
        self, data: Any, list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        """Return the parameters."""
        values = super().parse_querydict(data, list_fields, request)
        _demand_text(values)
        return values


def _demand_text(value: object) -> None:
    """Refuse what holds NUL or half a character, however deep; neither can be stored."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and re.search("[\x00\ud800-\udfff]", each):
            raise NotPossible(_("The text holds signs that cannot be kept: take them out."))
        if isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each

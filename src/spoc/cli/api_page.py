"""The page of the reference about the API: every call, what it asks for and what it answers."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from spoc.site.api import api
from spoc.site.operations import Operation, operations_of
from spoc.site.tokens import CALLS_PER_MINUTE

SCOPES = {
    "read": "`GET`: nothing is changed",
    "write": "all other calls; a token that is to read what it wrote has both scopes",
}
MEANINGS = {
    200: "Done, or found",
    201: "Made",
    204: "Done; there is nothing to say",
    400: "The body could not be read",
    401: "No token, or one that is wrong, revoked or over",
    403: "The token has not the scope, or the person may not",
    404: "There is nothing at this address, or the person may not see it",
    405: "The address is not called with this method; `Allow` names those it has",
    409: "It was changed in the meantime: read it again",
    413: "More than one call may carry",
    415: "The body is no JSON, or does not say so",
    422: "A field is not right, or the law does not allow it now; `errors` names each field",
    429: f"More than {CALLS_PER_MINUTE} calls in a minute; `Retry-After` says how long to wait",
}


def api_page() -> Iterator[str]:
    """Yield the lines of the page."""
    schema = api.get_openapi_schema()
    yield f"# API\n\n{api.description.strip()}"
    yield "\nBelow `/api/v1/` stand `openapi.json`, for programs, and `docs`, this list for people."
    yield "\n## Scopes\n"
    yield from _table(("Scope", "Lets a token make"), SCOPES.items())
    yield "\nBeyond its scopes a token may what the person may who issued it, no more and no less:"
    yield "see [permissions](permissions.md)."
    yield "\n## Statuses\n"
    yield from _table(("Status", "Means"), MEANINGS.items())
    for area, operations in groupby(operations_of(schema), lambda one: one.area):
        yield f"\n## {area.capitalize()}\n"
        titles = ("Call", "What it does", "Scope", "Takes", "Answers", "Refuses with")
        yield from _table(titles, (_row(operation) for operation in operations))


def _row(operation: Operation) -> tuple[str, ...]:
    taken = " ".join(f"`{name}`" for name in (*operation.parameters, *operation.fields))
    return (
        f"`{operation.method} {operation.address}`",
        operation.sentence,
        operation.scope,
        taken,
        ", ".join(map(str, operation.answers)),
        ", ".join(map(str, operation.refusals)),
    )


def _table(titles: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield "|" + " --- |" * len(titles)
    for row in rows:
        yield f"| {' | '.join(map(str, row))} |"

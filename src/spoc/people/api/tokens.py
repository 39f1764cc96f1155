"""The caller's own tokens: what each may do and when it was last used, never the key itself."""

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema, Status

from spoc.people import activities
from spoc.people.models import Token
from spoc.site.machines import Walk, answers, find, page_of
from spoc.site.tokens import caller

router = Router()


class TokenOut(Schema):
    """A token that works; its key was shown once, when it was issued."""

    id: int
    name: str
    scopes: list[str]
    created_at: datetime
    expires_at: datetime | None
    used_on: date | None
    calls_per_minute: int


class TokensOut(Schema):
    """A page of tokens, the newest first, and the mark of the next page."""

    items: list[TokenOut]
    next: str | None


@router.get("/tokens", response=answers(TokensOut))
def list_tokens(request: HttpRequest, walk: Walk) -> TokensOut:
    """List the caller's own tokens; new ones are issued on the page of the profile."""
    rows, mark = page_of(caller(request).tokens.filter(revoked_at=None), ("-id",), walk)
    return TokensOut(items=[_out(row) for row in rows], next=mark)


@router.delete("/tokens/{int:token}", response=answers(None, 204))
def revoke_token(request: HttpRequest, token: int) -> Status[None]:
    """Take a token back, at once."""
    by = caller(request)
    activities.revoke_token(find(by.tokens.filter(revoked_at=None), token), by=by)
    return Status(204, None)


def _out(row: Token) -> TokenOut:
    plain = ("name", "scopes", "created_at", "expires_at", "used_on", "calls_per_minute")
    return TokenOut(id=row.pk, **{name: getattr(row, name) for name in plain})

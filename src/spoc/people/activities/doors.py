"""The ways in: passwords, the first administrator's link, and tokens for machines."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import now
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities.persons import add_person, verify_address
from spoc.people.activities.roles import grant_role
from spoc.people.models import Person, Token
from spoc.people.queries import first_administrator_is_missing, system, token_held

FIRST_DOOR = "spoc.first-administrator"
DOOR_OPEN = timedelta(hours=24)
TOKEN_MARK = "spoc_"
# what the API may be asked for, and what only the figures of how it runs
SCOPES = ("read", "write", "metrics")
# how often a machine may call, as long as an administrator says nothing else
USUAL_CALLS, MOST_CALLS = 600, 60_000


def first_administrator_link() -> str | None:
    """Return the address at which the first administrator makes themselves known, while none is."""
    if not first_administrator_is_missing():
        return None
    return f"{settings.SPOC_URL}/welcome/{signing.dumps(secrets.token_hex(8), salt=FIRST_DOOR)}"


def read_first_door(word: str) -> bool:
    """Tell whether the word in the address is ours, young enough, and nobody came before."""
    try:
        signing.loads(word, salt=FIRST_DOOR, max_age=DOOR_OPEN)
    except signing.BadSignature:
        return False
    return first_administrator_is_missing()


def open_first_door(word: str, *, name: str, mail: str, password: str) -> Person:
    """Write down the first administrator; the link serves once."""
    by = system()
    if not read_first_door(word):
        raise NotAllowed(_("This link has been used or is too old: `spoc up` prints a new one."))
    return _first_administrator(by, by=by, name=name, mail=mail, password=password)


@activity
def _first_administrator(
    door: Person, *, by: Person, name: str, mail: str, password: str
) -> Person:
    # the row of the system is locked: of two that come at once one is first
    if not first_administrator_is_missing():
        raise NotAllowed(_("Somebody was faster: there is an administrator already."))
    person = add_person(name, by=by, mail=mail)
    verify_address(person, by=by, value=mail)
    set_password(person, by=person, password=password)
    grant_role(person, by=by, role="AD")
    return person


@activity
def note_sign_in(person: Person, *, by: Person) -> None:
    """Note that a person signed in."""
    record("person.signed_in", person, by=by)


@activity
def set_password(person: Person, *, by: Person, password: str) -> None:
    """Let a person sign in with a password of their own."""
    demand(by.pk == person.pk or access.may_administer(by) or by.kind == Person.Kind.SYSTEM)
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise NotPossible(" ".join(weak.messages), fields={"password": weak.messages[0]}) from None
    person.set_password(password)
    person.save(update_fields=["password"])
    record("password.set", person, by=by)


@activity
def issue_token(
    person: Person,
    *,
    by: Person,
    name: str,
    scopes: list[str],
    expires_at: datetime | None = None,
    calls_per_minute: int = USUAL_CALLS,
) -> tuple[Token, str]:
    """Make a key for a machine that acts as the person; the key itself is shown once, now."""
    demand(by.pk == person.pk or access.may_administer(by) or by.kind == Person.Kind.SYSTEM)
    if not scopes or set(scopes) - set(SCOPES):
        raise NotPossible(_("A token may read, write, or both: choose its scopes from these."))
    if "metrics" in scopes and not access.may_read_figures(person):
        words = _("Only whoever looks after the settings may have the figures read.")
        raise NotPossible(words, fields={"scopes": words})
    _demand_calls(by, calls_per_minute)
    secret = TOKEN_MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        person=person,
        name=name[:80],
        digest=digest_of(secret),
        scopes=scopes,
        created_at=now(),
        expires_at=expires_at,
        calls_per_minute=calls_per_minute,
    )
    record("token.issued", person, by=by, name=token.name, scopes=scopes)
    return token, secret


@activity
def revoke_token(token: Token, *, by: Person) -> None:
    """Take a machine's key back, at once."""
    demand(by.pk == token.person_id or access.may_administer(by))
    token.revoked_at = now()
    token.save(update_fields=["revoked_at"])
    record("token.revoked", token.person, by=by, name=token.name)


def _demand_calls(by: Person, calls: int) -> None:
    most = MOST_CALLS if access.may_administer(by) else USUAL_CALLS
    if calls not in range(1, most + 1):
        words = _("Choose from 1 to %(most)s calls a minute; more is an administrator's to allow.")
        sentence = words % {"most": most}
        raise NotPossible(sentence, fields={"calls": sentence})


def digest_of(secret: str) -> str:
    """Return what is kept of a token: its hash, from which nobody finds the token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def holder_of(secret: str) -> Token | None:
    """Return the valid token this secret is, with its person as one signed in; None for others."""
    moment = now()
    token = token_held(digest_of(secret))
    if token is None or (token.expires_at and token.expires_at <= moment):
        return None
    if token.used_on != moment.date():
        Token.objects.filter(pk=token.pk).update(used_on=moment.date())
    return token

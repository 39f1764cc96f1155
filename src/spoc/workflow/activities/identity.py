"""Proving anew who somebody is: a code to another address of theirs, or a manager's word."""

import hmac
import secrets

from django.conf import settings
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.rules import normal_address
from spoc.workflow import identity_access as access
from spoc.workflow.action_words import WHY_NOT
from spoc.workflow.models import IdentityCheck
from spoc.workflow.queries.identity import other_address, standing_of, whose
from spoc.workflow.rules.identity import DIGITS, TRIES, VALID, digest_of, read_code, why_not

BEGUN, PROVEN, FAILED, USED = IdentityCheck.State
MAIL = IdentityCheck.Way.MAIL


@activity
def begin_check(account: str, *, by: Person, way: str) -> tuple[IdentityCheck, str]:
    """Begin to prove that an account is somebody's; return the code for the way it goes.

    Of an account that cannot be proven only its owner, signed in, is told why: to anybody else
    it looks like any other, and its code proves nothing.
    """
    demand(by.is_active)
    person, account = whose(account), normal_address("mail", account)
    reason = "unknown"
    if person is not None:
        reason = why_not(standing_of(person, way=way, account=account, moment=now()))
    if reason and person is not None and person.pk == by.pk:
        raise NotPossible(str(WHY_NOT[reason]))
    can_be_proven = person is not None and not reason
    check = IdentityCheck.objects.create(
        person=person,
        account=account,
        way=way,
        address=other_address(person, account) if person and way == MAIL and not reason else "",
        begun_at=now(),
        expires_at=now() + VALID,
    )
    hold(check)
    code = "".join(secrets.choice("0123456789") for _each in range(DIGITS))
    if can_be_proven:
        check.code = _digest(check, code)
        check.save(update_fields=["code"])
    record("identity_check.begun", check, by=by, way=way)
    return check, code


@activity
def prove(check: IdentityCheck, *, by: Person, code: str) -> IdentityCheck:
    """Answer with the code that came; after five wrong ones it is no use any more."""
    demand(access.may_prove(by, check) and check.way == MAIL)
    return _answered(check, by, code)


@activity
def vouch(check: IdentityCheck, *, by: Person, code: str) -> IdentityCheck:
    """Say that it is who it says, with the code that they tell their manager themselves."""
    demand(
        access.may_vouch(by, check),
        _("Only who answers for their organisation may vouch for somebody."),
    )
    check.voucher = by
    return _answered(check, by, code)


@activity
def use_check(check: IdentityCheck, *, by: Person) -> IdentityCheck:
    """Use up what was proven: it serves once."""
    if check.state != PROVEN:
        raise NotPossible(_("What was proven has been used: prove it once more."))
    check.state = USED
    check.save(update_fields=["state"])
    record("identity_check.used", check, by=by)
    return check


@activity
def lapse_check(check: IdentityCheck, *, by: Person) -> IdentityCheck:
    """End what nobody proved in time."""
    if check.state == BEGUN and check.expires_at <= now():
        _fail(check, by, "late")
    return check


def _answered(check: IdentityCheck, by: Person, code: str) -> IdentityCheck:
    """Compare a code with the one that was sent; what is wrong counts, whatever it is."""
    if check.state != BEGUN:
        return check
    if check.expires_at <= now():
        return _fail(check, by, "late")
    check.tries += 1
    digest = _digest(check, read_code(code))
    if check.code and hmac.compare_digest(check.code, digest):
        check.state, check.code, check.proven_at = PROVEN, "", now()
        check.save()
        record("identity_check.proven", check, by=by, way=check.way)
        return check
    if check.tries >= TRIES:
        return _fail(check, by, "tries")
    check.save(update_fields=["tries"])
    record("identity_check.missed", check, by=by)
    return check


def _fail(check: IdentityCheck, by: Person, reason: str) -> IdentityCheck:
    check.state, check.reason, check.code = FAILED, reason, ""
    check.save()
    record("identity_check.failed", check, by=by, reason=reason)
    return check


def _digest(check: IdentityCheck, code: str) -> str:
    return digest_of(settings.SECRET_KEY, str(check.pk), code)

"""Granting and revoking roles; somebody always looks after the installation."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.time import now
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities.sense import demand_scope
from spoc.people.models import Grant, Person
from spoc.people.rules import ROLES


@activity
def grant_role(
    person: Person,
    *,
    by: Person,
    role: str,
    scope: str = Grant.Scope.ALL,
    scope_id: int | None = None,
    sees_restricted: bool = False,
) -> Grant:
    """Let a person act in a role, within a scope; only an administrator grants."""
    demand(by.kind == Person.Kind.SYSTEM or access.may_administer(by))
    if role not in ROLES:
        raise NotPossible(_("Choose one of the roles of the permission table."))
    demand_scope(by, scope, scope_id)
    grant, _made = Grant.objects.update_or_create(
        person=person,
        role=role,
        scope=scope,
        scope_id=scope_id,
        defaults={"sees_restricted": sees_restricted, "granted_at": now()},
    )
    record("role.granted", person, by=by, role=role, scope=scope, scope_id=scope_id)
    return grant


@activity
def revoke_role(person: Person, *, by: Person, grant_id: int) -> None:
    """Take a role back; the last administrator keeps theirs."""
    demand(access.may_administer(by))
    grant = person.grants.filter(pk=grant_id).first()
    if grant is None:
        return
    if grant.role == "AD":
        keep_an_administrator(Grant.objects.exclude(pk=grant.pk))
    grant.delete()
    record("role.revoked", person, by=by, role=grant.role, scope=grant.scope)


def keep_an_administrator(others: QuerySet[Grant]) -> None:
    """Refuse what would leave nobody to look after the installation."""
    if not others.filter(role="AD", person__is_active=True).exists():
        raise NotPossible(
            _("This is the last administrator: grant the role to somebody else first.")
        )

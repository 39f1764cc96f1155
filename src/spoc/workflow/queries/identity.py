"""Reading who can be proven how: their other addresses, who may vouch, and what was tried today."""

from datetime import datetime

from django.db.models import Q, QuerySet

from spoc.people.models import Address, Grant, Person
from spoc.people.queries import by_mail, signed_in
from spoc.people.rules import DESK_ROLES, normal_address
from spoc.workflow.models import IdentityCheck
from spoc.workflow.rules.identity import A_DAY, PROVEN_FOR, Standing

MOST_AT_ONCE = 200
# whose accounts open more than their own work, and are never let in this way
PRIVILEGED = frozenset(["AD", "AU"])


def whose(account: str) -> Person | None:
    """Return the person with this proven mail address, with roles and teams."""
    found = by_mail(account)
    if found is None or normal_address("mail", account) not in accounts_of(found):
        return None
    return signed_in(found.pk)


def accounts_of(person: Person) -> list[str]:
    """Return the proven mail addresses of somebody: the names of the accounts they may mean."""
    rows = Address.objects.filter(person=person, kind=Address.Kind.MAIL, is_verified=True)
    return list(rows.order_by("-is_first", "id").values_list("normal", flat=True))


def other_address(person: Person, account: str) -> str:
    """Return another proven mail address than the account's own; empty where there is none."""
    others = (each for each in accounts_of(person) if each != normal_address("mail", account))
    return next(others, "")


def managers_of(person: Person) -> QuerySet[Person]:
    """Return who may vouch for somebody: their manager, else who answers for their organisation."""
    if person.manager_id is not None:
        return Person.objects.filter(pk=person.manager_id, is_active=True)
    if person.organisation_id is None:
        return Person.objects.none()
    here = Q(scope="organisation", scope_id=person.organisation_id)
    at_home = Q(scope="all", person__organisation=person.organisation_id)
    granted = Grant.objects.filter(here | at_home, role="CU").values("person")
    return Person.objects.filter(pk__in=granted, is_active=True).exclude(pk=person.pk)


def standing_of(person: Person, *, way: str, account: str, moment: datetime) -> Standing:
    """Return what is known of somebody's account, to say whether it can be proven here."""
    today = IdentityCheck.objects.filter(person=person, begun_at__gt=moment - A_DAY)
    is_by_mail = way == IdentityCheck.Way.MAIL
    # nobody gets into a colleague's work by vouching for them
    barred = PRIVILEGED if is_by_mail else PRIVILEGED | DESK_ROLES
    found = other_address(person, account) if is_by_mail else managers_of(person).exists()
    return Standing(
        is_human=person.kind == Person.Kind.HUMAN,
        is_active=person.is_active,
        is_privileged=any(
            grant.role in barred or grant.sees_restricted for grant in person.granted
        ),
        checks_today=today.count(),
        uses_today=today.filter(state=IdentityCheck.State.USED).count(),
        has_way=bool(found),
    )


def check_numbered(number: object, moment: datetime) -> IdentityCheck | None:
    """Return the proof of this number that was made a moment ago and not used yet."""
    if isinstance(number, bool) or not str(number).isdecimal():
        return None
    return _fresh(moment).filter(pk=int(str(number))).first()


def proof_of(person: Person, moment: datetime) -> IdentityCheck | None:
    """Return the newest proof somebody made a moment ago and that was not used yet."""
    return _fresh(moment).filter(person=person).order_by("-begun_at").first()


def is_proven(person: Person, moment: datetime) -> bool:
    """Tell whether somebody proved a moment ago who they are, and it was not used yet."""
    return proof_of(person, moment) is not None


def _fresh(moment: datetime) -> QuerySet[IdentityCheck]:
    rows = IdentityCheck.objects.filter(person__is_active=True, state=IdentityCheck.State.PROVEN)
    return rows.filter(proven_at__gt=moment - PROVEN_FOR).select_related("person")


def checks_lapsed(moment: datetime) -> list[IdentityCheck]:
    """Return what nobody proved in time."""
    rows = IdentityCheck.objects.filter(state="begun", expires_at__lte=moment)
    return list(rows.order_by("expires_at")[:MOST_AT_ONCE])

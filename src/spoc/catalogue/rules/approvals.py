"""Who approves what is ordered: the rule of an offering, and whom it names for one order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# a named person, the manager of whom it is for, the owner of the service, who pays
WHO = ("person", "manager", "service_owner", "payer")
RULES = ("sequence", "all", "any", "quorum")
MOST_APPROVERS = 12
LONGEST_WAIT = 60


@dataclass(frozen=True, slots=True)
class Wanted:
    """One whose word is wanted: who, and above which sum only."""

    who: str
    person: int | None = None
    above: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ApprovalRule:
    """How an order is approved: by whom, how many of them, and within how many business days."""

    rule: str = "sequence"
    quorum: int = 0
    days: int = 10
    approvers: tuple[Wanted, ...] = ()

    def for_sum(self, total: Decimal | None) -> tuple[Wanted, ...]:
        """Return whose word is wanted for a sum; what has no price is above nothing.

        >>> rule = ApprovalRule(approvers=(Wanted("manager"), Wanted("payer", above=Decimal(500))))
        >>> [each.who for each in rule.for_sum(Decimal(200))]
        ['manager']
        """
        return tuple(
            each
            for each in self.approvers
            if each.above is None or (total is not None and total > each.above)
        )


def parse_approvals(said: Mapping[str, object]) -> ApprovalRule:
    """Return the rule as it is kept with an offering.

    >>> parse_approvals({"approvers": [{"who": "manager", "above": "500.00"}]}).approvers[0].above
    Decimal('500.00')
    """
    approvers = said.get("approvers")
    return ApprovalRule(
        rule=str(said.get("rule") or "sequence"),
        quorum=_whole(said.get("quorum"), 0),
        days=_whole(said.get("days"), 10),
        approvers=tuple(_wanted(each) for each in approvers) if isinstance(approvers, list) else (),
    )


def fault_in(rule: ApprovalRule) -> str:
    """Return what is wrong with a rule, as a code; nothing where it is sound.

    >>> fault_in(ApprovalRule(rule="quorum", quorum=2, approvers=(Wanted("manager"),)))
    'quorum'
    """
    if rule.rule not in RULES:
        return "rule"
    if len(rule.approvers) > MOST_APPROVERS or any(_is_wrong(each) for each in rule.approvers):
        return "approvers"
    if len(set(rule.approvers)) < len(rule.approvers):
        return "approvers"
    if rule.rule == "quorum" and not 1 <= rule.quorum <= len(rule.approvers):
        return "quorum"
    return "" if 1 <= rule.days <= LONGEST_WAIT else "days"


def kept(rule: ApprovalRule) -> dict[str, object]:
    """Return a rule as it is kept; the one that names nobody is nothing.

    >>> kept(ApprovalRule())
    {}
    """
    if not rule.approvers:
        return {}
    approvers: Sequence[dict[str, object]] = [
        {
            "who": each.who,
            "person": each.person,
            "above": None if each.above is None else str(each.above),
        }
        for each in rule.approvers
    ]
    quorum = rule.quorum if rule.rule == "quorum" else 0
    return {"rule": rule.rule, "quorum": quorum, "days": rule.days, "approvers": approvers}


def _is_wrong(wanted: Wanted) -> bool:
    if wanted.who not in WHO or (wanted.who == "person") != (wanted.person is not None):
        return True
    return wanted.above is not None and wanted.above < 0


def _wanted(said: Mapping[str, object]) -> Wanted:
    person = said.get("person")
    is_key = isinstance(person, int) and not isinstance(person, bool)
    key = int(str(person)) if is_key else None
    return Wanted(str(said.get("who", "")), key, _sum(said.get("above")))


def _sum(said: object) -> Decimal | None:
    if said is None or said == "":
        return None
    try:
        found = Decimal(str(said))
    except InvalidOperation:
        return Decimal(-1)
    return found if found.is_finite() else Decimal(-1)


def _whole(said: object, otherwise: int) -> int:
    is_whole = isinstance(said, int) and not isinstance(said, bool)
    return int(str(said)) if is_whole else otherwise

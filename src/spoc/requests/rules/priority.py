"""Priority: impact and urgency read off a matrix, and impact suggested from who is affected."""

LEVELS = (1, 2, 3)


def priority_of(impact: int, urgency: int) -> int:
    """Return the priority 1 (highest) to 5 of an impact and an urgency of 1 to 3 each.

    >>> [[priority_of(i, u) for u in LEVELS] for i in LEVELS]
    [[1, 2, 3], [2, 3, 4], [3, 4, 5]]
    """
    if impact not in LEVELS or urgency not in LEVELS:
        raise ValueError("impact and urgency are 1, 2 or 3")
    return impact + urgency - 1


def suggested_impact(
    users_affected: int, *, whole_service: bool = False, criticality: int = 3, degree: str = ""
) -> int:
    """Return the impact that the number of people suggests; a person's own value wins over it.

    A total failure of a service of the highest criticality counts one step more.

    >>> suggested_impact(12, criticality=1, degree="total"), suggested_impact(12)
    (1, 2)
    """
    if whole_service or users_affected >= 50:
        impact = 1
    else:
        impact = 2 if users_affected >= 10 else 3
    if criticality == 1 and degree == "total":
        impact = max(1, impact - 1)
    return impact


# what they cannot do, and the urgency it suggests
LOST = {"all": 1, "some": 2, "nothing": 3}


def suggested_urgency(lost: str) -> int | None:
    """Return the urgency that what they cannot do suggests; None where nobody said.

    >>> suggested_urgency("all"), suggested_urgency("nothing"), suggested_urgency("")
    (1, 3, None)
    """
    return LOST.get(lost)

"""Whether somebody takes new work."""


def takes_work(
    state: str, capacity: int | None, open_count: int, *, is_absent: bool = False
) -> bool:
    """Tell whether they are here, not away by the rota, and have fewer open than they take.

    >>> takes_work("here", None, 99), takes_work("here", 5, 5), takes_work("not_taking", None, 0)
    (True, False, False)
    """
    has_room = capacity is None or open_count < capacity
    return state == "here" and has_room and not is_absent

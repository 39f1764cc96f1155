"""Who of the world one can be, for the demonstration's sign-in page."""


def who() -> list[dict[str, object]]:
    """Return the groups of people to choose from."""
    return []

"""What is right about what comes in."""

from datetime import timedelta

THROTTLE_WITHIN = timedelta(minutes=10)


def is_throttled(letters: int, most: int) -> bool:
    """Tell whether a sender wrote more letters within ten minutes than a person does.

    >>> is_throttled(5, 5), is_throttled(6, 5)
    (False, True)
    """
    return letters > most


def same_words(one: str, other: str) -> bool:
    """Tell whether two texts say the same, white space and capitals aside.

    >>> same_words("The printer  is DOWN", "the printer is down\\n")
    True
    """
    return one.casefold().split() == other.casefold().split() and bool(one.split())

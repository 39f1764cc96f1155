"""Topics of the live stream, signed: a page may watch only what was shown to its person.

What was shown a while ago may have been hidden since: it is looked at again.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from django.core.signing import BadSignature, TimestampSigner

from spoc.kit.nouns import is_noun, noun

SALT = "spoc.live"
FRESH = 60  # seconds after which what was shown is looked at again
OF_RECORD = re.compile(r"(.+?)-(\d+)(?:-.+)?")


def sign(topic: str, person_id: int) -> str:
    """Return the topic, such as `request-48213`, so that this person's browser may watch it."""
    return _signer(person_id).sign(topic)


def verify(signed: str, person_id: int, *, within: int | None = None) -> str | None:
    """Return the topic that was signed for this person (not longer ago), or None if it was not."""
    try:
        return _signer(person_id).unsign(signed, max_age=within)
    except BadSignature:
        return None


def still_shown(topics: Iterable[str], person: object) -> set[str]:
    """Return those topics which are no record's, or a record's that the person may still see."""
    shown: set[str] = set()
    asked: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for topic in topics:
        told = OF_RECORD.fullmatch(topic)
        if told and is_noun(told[1]):
            asked[told[1]].setdefault(int(told[2]), []).append(topic)
        else:
            shown.add(topic)
    for key, named in asked.items():
        seen = noun(key).visible_to(person).filter(pk__in=named).values_list("pk", flat=True)
        shown.update(topic for pk in seen for topic in named[pk])
    return shown


def _signer(person_id: int) -> TimestampSigner:
    return TimestampSigner(salt=f"{SALT}.{person_id}")

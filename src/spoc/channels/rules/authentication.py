"""Whether the server that received a letter found the sender to be who it says (RFC 8601).

Anybody can write such results into a letter: only those of a server we were told to trust count,
and of these only the first, which stands above all that came with the letter.
"""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum

NAME = "authentication-results:"
RESULT = re.compile(r"\s*(dmarc|dkim|spf|arc)\s*(?:/\s*\d+\s*)?=\s*(\w+)(.*)", re.DOTALL)
PROPERTY = re.compile(r"([a-z]+\.[a-z]+)\s*=\s*(\S+)")
# which property names the domain that a method vouches for
NAMED_BY = {"dmarc": "header.from", "dkim": "header.d", "spf": "smtp.mailfrom"}
REFUTING = ("fail", "softfail", "policy", "permerror")


class Verdict(StrEnum):
    """What is known of the address a letter says it is from."""

    PROVEN = "proven"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


def verdict(results: Iterable[str], *, servers: Collection[str], sender: str) -> Verdict:
    """Return what the first trusted server found of the domain the sender writes from.

    >>> found = ["authentication-results: mx.us.example; dmarc=pass header.from=a.example"]
    >>> str(verdict(found, servers=["mx.us.example"], sender="karin@a.example"))
    'proven'
    >>> str(verdict(found, servers=[], sender="karin@a.example"))
    'unknown'
    """
    trusted = {server.lower() for server in servers}
    for header in results:
        said = header.removeprefix(NAME).lower()
        server = said.partition(";")[0].split()[:1]
        if header.startswith(NAME) and trusted.intersection(server):
            return _weighed(_plain(said).split(";")[1:], sender.rpartition("@")[2].lower())
    return Verdict.UNKNOWN


def _weighed(methods: list[str], domain: str) -> Verdict:
    found = [match.groups() for method in methods if (match := RESULT.fullmatch(method))]
    # who passed it on, and broke the rest by that, had found the sender genuine (RFC 8617)
    is_passed_on = any(method == "arc" and result == "pass" for method, result, _more in found)
    if any(method == "dmarc" and result in REFUTING for method, result, _more in found):
        return Verdict.UNKNOWN if is_passed_on else Verdict.REFUTED
    if any(result == "pass" and _names(method, more, domain) for method, result, more in found):
        return Verdict.PROVEN
    refuted = any(result in REFUTING for _method, result, _more in found)
    return Verdict.REFUTED if refuted and not is_passed_on else Verdict.UNKNOWN


def _names(method: str, more: str, domain: str) -> bool:
    """Tell whether a method vouches for this very domain."""
    named = dict(PROPERTY.findall(more)).get(NAMED_BY.get(method, ""), "")
    return bool(domain) and named.rpartition("@")[2] == domain


def _plain(text: str) -> str:
    """Return a header without comments and quoted words, in which a sender may write anything."""
    kept, depth, is_quoted, is_escaped = [], 0, False, False
    for sign in text:
        if is_escaped or sign == "\\":
            is_escaped = not is_escaped
        elif sign == '"' and not depth:
            is_quoted = not is_quoted
        elif is_quoted:
            continue
        elif sign in "()":
            depth = max(0, depth + (1 if sign == "(" else -1))
        elif not depth:
            kept.append(sign)
    return "" if depth or is_quoted else "".join(kept)

"""What stands in the way of a channel or a webhook: kept in English, read in one's own language.

Whoever finds a problem is most often nobody: a worker that looks while all sleep.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.utils.translation import gettext, override

KEPT_IN = "en"
# every sentence of ours that says what is wrong, as it stands where it is found
SENTENCES = (
    "It answered %(status)s.",
    "the server refused the connection. Is it the right server and port?",
    "there is no server of this name.",
    "the server did not answer in time. Is it the right server and port?",
    "no secure connection came about. Do security and port belong together?",
    "the server does not offer this. Is it the right port and security?",
    "nobody has signed in yet. Open the channel and choose Sign in.",
    "Microsoft does not answer: are tenant and address right? (%(fault)s)",
    "Microsoft refused the sign-in: %(reason)s",
    "Google refused the sign-in: %(reason)s",
    "Google does not answer as it should.",
    "this is not the key of a service account: paste the whole JSON file.",
    "Slack refuses %(method)s: %(problem)s",
    "The workflow of Teams refuses the answer: %(status)s",
    "the security token is not one that Teams gives.",
    "This is not what Slack sends.",
    "This is not what Teams sends.",
    "No machine is known as %(name)s.",
    "%(name)s is in a network that is not called from here.",
    "It led from an encrypted address to an open one: that is not followed.",
    "It led from one address to the next too often.",
    "What answered does not speak HTTP: %(problem)s.",
)
NAMED = re.compile(r"%\\\((\w+)\\\)s|%\((\w+)\)s")


@contextmanager
def kept_words() -> Iterator[None]:
    """Let what goes wrong in this block be said as it is kept, whoever tries it."""
    with override(KEPT_IN):
        yield


def in_readers_words(problem: str) -> str:
    """Return a problem in the reader's language; what others said of it stays as they said it."""
    for sentence, pattern in _patterns():
        if found := pattern.fullmatch(problem):
            return gettext(sentence) % found.groupdict() if found.groupdict() else gettext(sentence)
    return problem


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return the sentences with what tells each of them, those that say most first."""
    ordered = sorted(SENTENCES, key=len, reverse=True)
    told = [(each, NAMED.sub(r"(?P<\1\2>.*)", re.escape(each))) for each in ordered]
    return [(each, re.compile(pattern)) for each, pattern in told]

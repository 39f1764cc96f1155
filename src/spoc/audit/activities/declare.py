"""The kinds of fact there are, and the sentence people read of each."""

from collections.abc import Mapping
from functools import lru_cache
from string import Formatter

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Words = str | Promise
# all codes there are, in each language: a list says the same few in each of its rows
MOST_KNOWN = 8_192

_sentences: dict[str, Words] = {}
_labels: dict[str, Mapping[str, Words]] = {}


def declare(**sentences: Words) -> None:
    """Add the kinds of one app: `request__resolved="{by} resolved {subject}"` and so on.

    A double underline stands for the dot. A placeholder may name a table of labels after a
    colon, as in `{type:request_type}`.
    """
    for name, words in sentences.items():
        kind = name.replace("__", ".")
        if kind in _sentences:
            raise TypeError(f"two apps declare the fact {kind!r}")
        _sentences[kind] = words


def labels(table: str, words: Mapping[str, Words]) -> None:
    """Add a table of labels for codes that facts carry."""
    _labels[table] = words
    _label.cache_clear()


def label(table: str, code: object) -> str:
    """Return the words for a code in the reader's language; itself where there are none."""
    return _label(table, str(code), get_language())


@lru_cache(maxsize=MOST_KNOWN)
def _label(table: str, code: str, _language: str | None) -> str:
    return str(_labels.get(table, {}).get(code, code))


def kinds() -> dict[str, str]:
    """Return every kind with its sentence, by key."""
    return {kind: str(_sentences[kind]) for kind in sorted(_sentences)}


def is_declared(kind: str) -> bool:
    """Tell whether an app declared this kind."""
    return kind in _sentences


def sentence(kind: str, values: Mapping[str, object]) -> str:
    """Return what happened as a sentence in the reader's language."""
    return fill(_sentences.get(kind, kind), values)


def fill(words: Words, values: Mapping[str, object]) -> str:
    """Return words with their placeholders filled as those of a fact are."""
    return _Reader().vformat(str(words), (), dict(values))


class _Reader(Formatter):
    """Fills a sentence: codes by their labels, blanked values by a word for that."""

    def get_value(self, key: int | str, args: object, kwargs: Mapping[str, object]) -> object:
        return kwargs.get(str(key), _("(erased)"))

    def format_field(self, value: object, format_spec: str) -> str:
        return label(format_spec, value) if format_spec else str(value)

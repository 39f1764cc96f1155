"""The words that point to a service or a category, as they are kept."""

from collections.abc import Iterable


def pointing(words: Iterable[str]) -> list[str]:
    """Return words in small letters, each once, without those that say nothing.

    >>> pointing(["PACS", " pacs", "", "Bilder"])
    ['pacs', 'bilder']
    """
    return list(dict.fromkeys(tidy for word in words if (tidy := " ".join(word.lower().split()))))

"""Words as stored and as sorted."""

import re
import unicodedata

SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})
UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def sort_key(name: str) -> str:
    """Return what a list is ordered by as Swedish does: Å, Ä and Ö last, other accents ignored.

    The database has no Swedish collation of its own, so the key is stored beside the name and
    compared byte by byte; `{`, `|` and `}` are the three signs that follow z.

    >>> sorted(["Östen", "Zeta", "Åke", "adam", "Ärla", "Éva"], key=sort_key)
    ['adam', 'Éva', 'Zeta', 'Åke', 'Ärla', 'Östen']
    """
    marked = name.casefold().translate(SWEDISH)
    bare = unicodedata.normalize("NFKD", marked)
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())[:200]


def tidy(words: str) -> str:
    """Return the words without signs nobody can read, with line ends as one sort.

    >>> tidy("a\\x00b\\r\\nc")
    'ab\\nc'
    """
    return UNPRINTED.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(words: str, limit: int = 200) -> str:
    """Return the words on one line, cut at a word where they are longer than the limit.

    >>> one_line("Printer\\n does   not print", 14)
    'Printer does …'
    """
    line = " ".join(tidy(words).split())
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0][: limit - 2].rstrip() + " …"

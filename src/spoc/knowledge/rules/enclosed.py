"""Files that an article takes along: named by a path beside it where it lies as a file of its own.

Here the words name a file `files/<number>`, elsewhere by a path beside the Markdown.
"""

import posixpath
import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

MARK = re.compile(r"(!?)\[([^\[\]\n]*)\]\(([^()\s]{1,400})\)")
OURS = re.compile(r"files/([0-9]{1,18})")
# an address of the web, of mail, or a place on a page is no file
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]", re.IGNORECASE)
LONGEST_STEM = 60


def name_beside(folder: str, number: int, filename: str) -> str:
    """Return the path a file is taken along under.

    >>> name_beside("K-7-files", 12, "Skärm bild (1).PNG")
    'K-7-files/12-Skärm-bild-1.png'
    """
    stem, ending = posixpath.splitext(filename)
    plain = "-".join(re.findall(r"\w+", stem))[:LONGEST_STEM].strip("-") or "file"
    kind = "".join(re.findall(r"[A-Za-z0-9]+", ending)).lower()[:10]
    return f"{folder}/{number}-{plain}{'.' if kind else ''}{kind}"


def naming_beside(text: str, paths: Mapping[int, str]) -> str:
    """Return words that name these files by their paths.

    >>> naming_beside("![a](files/7) [b](files/8)", {7: "x/7-å.png"})
    '![a](x/7-%C3%A5.png) [b](files/8)'
    """

    def named(mark: re.Match[str]) -> str:
        ours = OURS.fullmatch(mark[3])
        path = paths.get(int(ours[1])) if ours else None
        return f"{mark[1]}[{mark[2]}]({quote(path)})" if path else mark[0]

    return MARK.sub(named, text)


def naming_kept(text: str, kept: Mapping[str, int]) -> str:
    """Return words that name by number the files that are kept now.

    >>> naming_kept("![a](x/7-%C3%A5.png)", {"x/7-å.png": 31})
    '![a](files/31)'
    """

    def named(mark: re.Match[str]) -> str:
        number = kept.get(path_of(mark[3]))
        return f"{mark[1]}[{mark[2]}](files/{number})" if number else mark[0]

    return MARK.sub(named, text)


def paths_in(texts: Iterable[str]) -> dict[str, bool]:
    """Return the paths of files that words name, and of each whether it is shown as a picture.

    >>> paths_in(["![a](x/1.png) [b](y.md) [c](https://a.example) ![d](../../e.png)"])
    {'x/1.png': True, 'y.md': False, '../../e.png': True}
    """
    found: dict[str, bool] = {}
    for text in texts:
        for mark in MARK.finditer(text):
            if not ELSEWHERE.match(mark[3]):
                path = path_of(mark[3])
                found[path] = found.get(path, False) or bool(mark[1])
    return found


def path_of(words: str) -> str:
    """Return a path as a file system names it.

    >>> path_of("./x/../y%20z.png")
    'y z.png'
    """
    return posixpath.normpath(unquote(words))


def beside(file: str, path: str) -> str:
    """Return where a path leads from a file; empty where it leads out.

    >>> beside("a/b.md", "../c.png"), beside("b.md", "../c.png"), beside("b.md", "/etc/passwd")
    ('c.png', '', '')
    """
    place = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    return "" if place.startswith(("/", "..")) else place

"""Articles in a parcel: a zip, a folder, or files sent together, with the pictures they show."""

import lzma
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, ClassVar, Protocol, cast
from zipfile import BadZipFile, ZipFile

from spoc.knowledge.rules.enclosed import beside, paths_in
from spoc.knowledge.rules.exchange import LONGEST_FILE, Malformed, Plain, read

MOST_ARTICLES, MOST_FILES = 300, 2_000
MARKDOWN = ".md"
CHUNK = 1024 * 1024
# all files of a parcel together may be so many times what one may be
MOST_AT_ONCE = 10
BROKEN = (*(BadZipFile, RuntimeError, EOFError, OSError, zlib.error, lzma.LZMAError, ValueError),)


class Parcel(Protocol):
    """Where files lie beside each other under their paths; who lends them closes them."""

    is_lent: ClassVar[bool]

    def articles(self) -> list[str]:
        """Return the paths of its Markdown files."""

    def has(self, path: str) -> bool:
        """Tell whether there is a file under this path."""

    def open(self, path: str) -> BinaryIO:
        """Open one for reading."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article read from a file: the file's path, and where each file it shows lies."""

    path: str
    plain: Plain
    files: Mapping[str, str] = field(default_factory=dict)


class Loose:
    """Files sent together, each under its name."""

    is_lent: ClassVar[bool] = True

    def __init__(self, files: Mapping[str, BinaryIO]) -> None:
        self.files = files
        self._kept: dict[str, bytes] = {}

    def articles(self) -> list[str]:
        """Return the names of its Markdown files."""
        return list(filter(is_markdown, self.files))

    def has(self, path: str) -> bool:
        """Tell whether one is called so."""
        return path in self.files

    def open(self, path: str) -> BinaryIO:
        """Open one, from its beginning; several may read it at once."""
        if path not in self._kept:
            self.files[path].seek(0)
            self._kept[path] = self.files[path].read()
        return BytesIO(self._kept[path])


class Zipped:
    """The files of a zip."""

    is_lent: ClassVar[bool] = False

    def __init__(self, file: BinaryIO) -> None:
        try:
            self.zip = ZipFile(file)
        except BROKEN:
            raise Malformed("zip") from None
        names = self.zip.infolist()[:MOST_FILES]
        self.paths = {each.filename: None for each in names if not each.is_dir()}

    def articles(self) -> list[str]:
        """Return the paths of its Markdown files; beyond so many files none is looked at."""
        return list(filter(is_markdown, self.paths))

    def has(self, path: str) -> bool:
        """Tell whether there is one under this path."""
        return path in self.paths

    def open(self, path: str) -> BinaryIO:
        """Open one."""
        return cast(BinaryIO, self.zip.open(path))


class Folder:
    """The files of a folder; what a link leads out of it to is not there."""

    is_lent: ClassVar[bool] = False

    def __init__(self, root: Path, only: str = "") -> None:
        self.root, self.only = root.resolve(), only

    def articles(self) -> list[str]:
        """Return the paths of its Markdown files, or of the one that is meant."""
        if self.only:
            return [self.only]
        found = sorted(each for each in self.root.rglob("*") if is_markdown(each.name))
        paths = [each.relative_to(self.root).as_posix() for each in found]
        return [each for each in paths if self.has(each)]

    def has(self, path: str) -> bool:
        """Tell whether there is one under this path, and in this folder."""
        place = (self.root / path).resolve()
        return place.is_relative_to(self.root) and place.is_file()

    def open(self, path: str) -> BinaryIO:
        """Open one."""
        return (self.root / path).open("rb")


def read_parcel(parcel: Parcel, limit: int) -> tuple[list[Read], dict[str, Malformed]]:
    """Return the articles of a parcel, and what is wrong with the files that are none.

    No file they show may be larger than the limit.
    """
    found: list[Read] = []
    wrong: dict[str, Malformed] = {}
    looked = _Looked(parcel, limit)
    for path in parcel.articles():
        try:
            plain = _plain(parcel, path)
            found.append(Read(path, plain, _shown(looked, path, plain)))
        except Malformed as fault:
            wrong[path] = fault
    return found, wrong


def is_markdown(path: str) -> bool:
    """Tell whether a file is Markdown.

    >>> is_markdown("a/B.MD"), is_markdown("md.png")
    (True, False)
    """
    return path.lower().endswith(MARKDOWN)


def texts_of(plain: Plain) -> list[str]:
    """Return all texts of an article that may show a file."""
    steps = [str(step.get("text", "")) for step in plain.steps]
    return [plain.question, plain.environment, plain.answer, plain.cause, *steps]


def _plain(parcel: Parcel, path: str) -> Plain:
    try:
        with _reading(parcel, path) as file:
            content = file.read(LONGEST_FILE * 4 + 1)
    except BROKEN:
        raise Malformed("broken", path) from None
    try:
        return read(content.decode())
    except UnicodeDecodeError:
        raise Malformed("not_text") from None


class _Looked:
    """Which files of a parcel were read through: each once, and together no more than so much."""

    def __init__(self, parcel: Parcel, limit: int) -> None:
        self.parcel, self.limit = parcel, limit
        self.left = limit * MOST_AT_ONCE
        self.seen: set[str] = set()

    def demand_whole(self, path: str) -> None:
        """Read a file through once: it must be whole, and no larger than it may be."""
        if path in self.seen:
            return
        most = min(self.limit, self.left)
        try:
            with _reading(self.parcel, path) as file:
                size = _size_of(file, most)
        except BROKEN:
            raise Malformed("broken", path[:80]) from None
        if size > most:
            raise Malformed("large", path[:80])
        self.left -= size
        self.seen.add(path)


def _shown(looked: _Looked, path: str, plain: Plain) -> dict[str, str]:
    """Return where the files lie that an article names; a picture that is missing is a fault."""
    found: dict[str, str] = {}
    for named, is_picture in paths_in(texts_of(plain)).items():
        place = beside(path, named)
        if place and looked.parcel.has(place) and not is_markdown(place):
            looked.demand_whole(place)
            found[named] = place
        elif is_picture:
            raise Malformed("missing", named[:80])
    return found


def _size_of(file: BinaryIO, most: int) -> int:
    """Return how large a file is; one that is larger than so much is not read to its end."""
    size = 0
    while size <= most and (chunk := file.read(CHUNK)):
        size += len(chunk)
    return size


@contextmanager
def _reading(parcel: Parcel, path: str) -> Iterator[BinaryIO]:
    file = parcel.open(path)
    try:
        yield file
    finally:
        if not parcel.is_lent:
            file.close()

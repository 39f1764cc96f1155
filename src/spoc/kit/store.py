"""Files kept by what is in them: the same content is kept once, under its SHA-256."""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from spoc.kit.errors import Refusal
from spoc.kit.home import folder, hand_over, home, private_folder

CHUNK = 1024 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")


class TooLarge(Refusal):
    """The content is larger than its place allows; nothing of it was kept."""

    status = 413
    title = "Too large"


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file is found by afterwards: the digest of its content, and its size in bytes."""

    digest: str
    size: int


def keep(content: bytes | BinaryIO, *, limit: int | None = None) -> Kept:
    """Keep this content for good, whole or not at all, and say under which digest."""
    with _draft() as draft:
        stream = BytesIO(content) if isinstance(content, bytes) else content
        kept = _copied(stream, draft, limit)
        _sync(draft)
        for changed in _moved(draft, kept.digest):
            _sync(changed)
    return kept


def keep_all(contents: Iterable[bytes], *, limit: int | None = None) -> list[Kept]:
    """Keep many contents for good, all or none: the disk is waited for twice, not for each."""
    with ExitStack() as stack:
        drafts = [(stack.enter_context(_draft()), content) for content in contents]
        kept = [_copied(BytesIO(content), draft, limit) for draft, content in drafts]
        os.sync()
        for (draft, _content), each in zip(drafts, kept, strict=True):
            _moved(draft, each.digest)
        os.sync()
    return kept


def open(digest: str) -> BinaryIO:
    """Open what was kept under this digest for reading."""
    return _place(digest).open("rb")


def exists(digest: str) -> bool:
    """Say whether something is kept under this digest."""
    return _place(digest).is_file()


def digests() -> Iterator[str]:
    """Yield the digest of every file kept, in no order."""
    for path in (home() / "files").glob("??/??/*"):
        yield path.name


@contextmanager
def _draft() -> Iterator[Path]:
    """Have an empty file to write to, which is gone after unless it was moved to its place."""
    handle, name = tempfile.mkstemp(dir=folder("files"), prefix=".new-")
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _copied(stream: BinaryIO, draft: Path, limit: int | None) -> Kept:
    seal, size = hashlib.sha256(), 0
    with draft.open("wb") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if limit is not None and size > limit:
                raise TooLarge(
                    _("This is larger than the {limit} bytes allowed.").format(limit=limit)
                )
            seal.update(chunk)
            file.write(chunk)
    return Kept(seal.hexdigest(), size)


def _moved(draft: Path, digest: str) -> list[Path]:
    """Move a draft to its place; return the folders that hold what is new, the outer first."""
    place, changed = _place(digest), []
    # two levels of folders: some ten thousand files in one folder make every tool slow
    for shard in (place.parent.parent, place.parent):
        if not shard.exists():
            private_folder(shard)
            changed.append(shard.parent)
    if not place.exists():
        hand_over(draft)
        os.replace(draft, place)
    return [*changed, place.parent]


def _place(digest: str) -> Path:
    if not DIGEST.fullmatch(digest):
        raise ValueError(f"not a SHA-256 in hexadecimal: {digest!r}")
    return home() / "files" / digest[:2] / digest[2:4] / digest


def _sync(path: Path) -> None:
    # a new file is safe from a power cut only when it is on disk, and its folder too
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

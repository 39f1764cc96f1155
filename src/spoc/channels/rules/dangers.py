"""Which files are not handed on: programs by name or by what they are, also inside archives."""

from collections.abc import Collection
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile

PROGRAMS = frozenset(
    {
        *(
            "ade",
            "adp",
            "apk",
            "app",
            "appref-ms",
            "appx",
            "bat",
            "chm",
            "cmd",
            "com",
            "cpl",
            "dll",
        ),
        *("exe", "gadget", "hta", "img", "ins", "iso", "jar", "js", "jse", "lnk", "msc", "msi"),
        *("msix", "msp", "mst", "ocx", "pif", "ps1", "psm1", "reg", "scf", "scr", "sct", "sys"),
        *("url", "vb", "vbe", "vbs", "vhd", "vhdx", "ws", "wsc", "wsf", "wsh", "xll"),
    }
)
ARCHIVE, WINDOWS, UNIX = b"PK\x03\x04", b"MZ", b"\x7fELF"
# where a Windows program says its real beginning is
POINTER = slice(0x3C, 0x40)
MOST_NAMES = 10_000
INSIDE = 20_000_000  # bytes of an archive inside an archive
DEPTH = 2


def danger_in(
    filename: str, content: bytes, blocked: Collection[str] = PROGRAMS, *, depth: int = DEPTH
) -> str:
    """Return the name of what must not be handed on: the file itself, or one inside; else ''.

    >>> danger_in("invoice.pdf.exe", b""), danger_in("notes.txt", b"MZ is a prefix")
    ('invoice.pdf.exe', '')
    """
    if _ending(filename) in blocked or is_program(content):
        return filename
    if not content.startswith(ARCHIVE) or depth <= 0:
        return ""
    return _inside(content, blocked, depth)


def is_program(content: bytes) -> bool:
    """Tell whether the bytes are a program, whatever they are called."""
    if content.startswith(UNIX):
        return True
    start = int.from_bytes(content[POINTER], "little")
    return content.startswith(WINDOWS) and content[start : start + 4] == b"PE\0\0"


def _inside(content: bytes, blocked: Collection[str], depth: int) -> str:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = [entry.filename for entry in archive.infolist()[:MOST_NAMES]]
            judged = (_in_entry(archive, name, blocked, depth) for name in names)
            return next(filter(None, judged), "")
    except (BadZipFile, LargeZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        # what cannot be opened here cannot be looked into
        return ""


def _in_entry(archive: ZipFile, name: str, blocked: Collection[str], depth: int) -> str:
    if _ending(name) in blocked:
        return name
    entry = archive.getinfo(name)
    is_archive = _ending(name) == "zip" and entry.file_size <= INSIDE and not entry.flag_bits & 1
    if not is_archive:
        return ""
    with archive.open(name) as file:
        return danger_in(name, file.read(INSIDE), blocked, depth=depth - 1)


def _ending(filename: str) -> str:
    """Return the ending as programs take it: dots and blanks after it do not count."""
    return filename.strip(" .\u202e").rpartition(".")[2].lower()

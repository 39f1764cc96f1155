"""Which files are not handed on, by their name, by what they are, and by what is in them."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from spoc.channels.rules.dangers import danger_in

PROGRAM = b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(64)


def archive(**files: bytes) -> bytes:
    """Return an archive; `a_txt` stands for `a.txt`."""
    made = BytesIO()
    with ZipFile(made, "w") as opened:
        for name, content in files.items():
            opened.writestr(name.replace("_", "."), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("filename", "content", "found"),
    [
        ("notes.txt", b"hello", ""),
        ("setup.exe", b"", "setup.exe"),
        ("Invoice.PDF.Scr", b"", "Invoice.PDF.Scr"),
        ("trick.exe. ", b"", "trick.exe. "),
        ("\u202efdp.exe", b"", "\u202efdp.exe"),
        ("picture.png", PROGRAM, "picture.png"),
        ("tool", b"\x7fELF\x02\x01", "tool"),
        (
            "MZ.txt",
            b"MZ begins a sentence that is long enough to point somewhere, at nothing" * 3,
            "",
        ),
        ("report.docx", archive(document_xml=b"<w/>"), ""),
        ("files.zip", archive(readme_txt=b"", run_js=b""), "run.js"),
        ("files.zip", archive(inner_zip=archive(deep_bat=b"")), "deep.bat"),
        ("named.dat", archive(run_exe=b""), "run.exe"),
        ("broken.zip", b"PK\x03\x04 and nothing that fits", ""),
        ("", b"", ""),
    ],
)
def test_a_dangerous_file_is_found(filename, content, found):
    assert danger_in(filename, content) == found


def test_archives_are_opened_so_deep_and_no_deeper():
    packed = archive(run_exe=b"")
    for _layer in range(4):
        packed = archive(inner_zip=packed)
    assert danger_in("deep.zip", packed) == ""


def test_what_is_blocked_can_be_chosen():
    assert danger_in("sheet.xlsm", b"", {"xlsm"}) == "sheet.xlsm"
    assert danger_in("setup.exe", b"", {"xlsm"}) == ""

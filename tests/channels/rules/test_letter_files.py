"""The files of a letter come out as they went in, under harmless names."""

import struct
from base64 import b64encode
from email.message import EmailMessage
from hashlib import sha256

import pytest

from spoc.channels.rules.letter import Letter, read

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def _mixed(*parts: str) -> Letter:
    body = "".join(f"--b\n{part}\n" for part in parts)
    return read(f'Content-Type: multipart/mixed; boundary="b"\n\n{body}--b--\n'.encode())


def _names(letter: Letter) -> list[str]:
    return [file.filename for file in letter.attachments]


def test_an_attachment_keeps_its_bytes() -> None:
    message = EmailMessage()
    message.set_content("See file")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="skärm bild.png")
    (file,) = read(bytes(message)).attachments
    assert (file.filename, file.content_type, file.size) == ("skärm bild.png", "image/png", 264)
    assert file.content == PNG
    assert file.sha256 == sha256(PNG).hexdigest()
    assert not file.is_inline


def test_a_letter_may_hold_nothing_but_a_file() -> None:
    letter = _mixed("Content-Type: application/pdf; name=a.pdf\n\n%PDF")
    assert (letter.text, _names(letter)) == ("", ["a.pdf"])


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ("Content-Type: application/pdf", "attachment-1.pdf"),
        ('Content-Type: application/pdf; name="../../etc/passwd"', "passwd"),
        ('Content-Type: application/pdf; name="C:\\\\x\\\\report.pdf"', "report.pdf"),
        ('Content-Type: application/pdf; name="=?utf-8?B?csOkay5wZGY=?="', "räk.pdf"),
        (
            "Content-Type: a/b\nContent-Disposition: attachment; filename*=utf-8''r%C3%A4k.pdf",
            "räk.pdf",
        ),
        (
            "Content-Type: a/b\nContent-Disposition: attachment;\n filename*0*=iso-8859-1''r%E4;\n"
            " filename*1*=k.pdf",
            "räk.pdf",
        ),
        ("Content-Type: a/b; name=..", "attachment-1.bin"),
        ("Content-Type: application/pdf; name=" + "x" * 500 + ".pdf", "x" * 130 + ".pdf"),
        ('Content-Type: a/b; name="txt.\u202eexe"', "txt.exe"),
    ],
)
def test_a_file_has_a_name_nobody_can_misuse(headers: str, name: str) -> None:
    assert _names(_mixed(f"{headers}\n\nx")) == [name]


def test_a_picture_within_the_words_is_known_by_its_content_id() -> None:
    message = EmailMessage()
    message.set_content("Plain")
    message.add_alternative('<p>Look: <img src="cid:p1@x"></p>', subtype="html")
    message.get_payload(1).add_related(PNG, "image", "png", cid="<p1@x>")
    letter = read(bytes(message))
    (file,) = letter.attachments
    assert (file.content_id, file.is_inline, file.content) == ("p1@x", True, PNG)
    assert 'src="cid:p1@x"' in letter.html


def test_a_picture_written_into_the_html_becomes_a_file() -> None:
    data = b64encode(PNG).decode()
    letter = read(
        f'Content-Type: text/html\n\n<p>Hi <img src="data:image/png;base64,{data}"></p>'.encode()
    )
    (file,) = letter.attachments
    assert file.content == PNG
    assert f'src="cid:{file.content_id}"' in letter.html


def test_a_letter_within_a_letter_is_a_file_and_not_words() -> None:
    letter = _mixed(
        "\n\nSee below",
        "Content-Type: message/rfc822\n\nSubject: Faktura 12/26\nFrom: x@y.example\n\nBetala!",
    )
    assert letter.text == "See below"
    assert _names(letter) == ["Faktura 12 26.eml"]
    assert letter.attachments[0].content.startswith(b"Subject: Faktura")


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (
            'multipart/encrypted; boundary="b"; protocol="application/pgp-encrypted"\n\n--b\n'
            "Content-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n"
            "Content-Type: application/octet-stream; name=encrypted.asc\n\nx\n--b--\n",
            ["attachment-1.txt", "encrypted.asc"],
        ),
        (
            "application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nAAAA",
            ["smime.p7m"],
        ),
        (
            'multipart/signed; boundary="b"\n\n--b\n\nHej\n--b\n'
            "Content-Type: application/pgp-signature; name=signature.asc\n\nx\n--b--\n",
            ["signature.asc"],
        ),
    ],
)
def test_sealed_letters_keep_their_parts_as_files(raw: str, names: list[str]) -> None:
    assert _names(read(f"Subject: x\nContent-Type: {raw}".encode())) == names


def test_a_file_written_into_the_words_becomes_a_file() -> None:
    letter = read(b"Subject: x\n\nHere:\nbegin 644 a.txt\n#0V%T\n`\nend\nBye\n")
    assert letter.text.split() == ["Here:", "Bye"]
    assert [(file.filename, file.content) for file in letter.attachments] == [("a.txt", b"Cat")]


def _object(level: int, name: int, data: bytes) -> bytes:
    return struct.pack("<BHHI", level, name, 6, len(data)) + data + b"\0\0"


def _winmail(*objects: bytes) -> str:
    data = struct.pack("<IH", 0x223E9F78, 1) + b"".join(objects)
    encoded = b64encode(data).decode()
    return (
        "Content-Type: application/ms-tnef; name=winmail.dat\n"
        f"Content-Transfer-Encoding: base64\n\n{encoded}"
    )


def _long_name(name: str) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    padding = b"\0" * (-len(raw) % 4)
    return struct.pack("<IHHII", 1, 0x1F, 0x3707, 1, len(raw)) + raw + padding


def test_outlooks_package_is_opened() -> None:
    letter = _mixed(
        _winmail(
            _object(1, 0x800C, b"Words inside\0"),
            _object(2, 0x9002, b"\0" * 14),
            _object(2, 0x8010, b"SKRM~1.PNG\0"),
            _object(2, 0x800F, PNG),
            _object(2, 0x9005, _long_name("skärm.png")),
        )
    )
    assert letter.text == "Words inside"
    assert [(file.filename, file.content) for file in letter.attachments] == [("skärm.png", PNG)]


def test_a_broken_package_stays_as_it_came() -> None:
    endless = struct.pack("<IHHI", 0xFFFFFFFF, 0x1002, 0x1000, 0xFFFFFFFF)
    letter = _mixed(_winmail(_object(1, 0x9003, endless)))
    assert _names(letter) == ["winmail.dat"]

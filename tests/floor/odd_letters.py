"""Letters of the shapes that real post has, and what is to become of each."""

from base64 import b64encode, encodebytes
from dataclasses import dataclass
from email.message import EmailMessage

ANNA = "From: Anna Ek <anna.ek@elsewhere.example>\nTo: it@norrvikhospital.example\n"
ALTERNATIVE = 'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'


@dataclass(frozen=True, slots=True)
class Odd:
    """A letter, what becomes of it, and what is read in it."""

    raw: bytes
    title: str = ""
    words: str = ""
    sender: tuple[str, str] = ("Anna Ek", "anna.ek@elsewhere.example")
    outcome: str = "registered"


def _in(charset: str, subject: str, words: str) -> bytes:
    """Return a letter whose subject and words are both in this charset."""
    coded = b64encode(subject.encode(charset)).decode()
    head = f"{ANNA}Subject: =?{charset}?B?{coded}?=\nContent-Type: text/plain; charset={charset}"
    return f"{head}\n\n".encode() + words.encode(charset)


def _from(sender: str) -> bytes:
    return f"From: {sender}\nTo: it@norrvikhospital.example\nSubject: Lamp\n\nIt blinks.".encode()


def _mixed() -> bytes:
    """Return words in UTF-8 under a charset nobody knows, with others in Latin-1 after them."""
    words = "Från kontoret – åäö, 差出人".encode() + " / Ansvarsfriskrivning: åäö".encode("latin-1")
    head = "Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=iso-gb2312\n\n"
    part = f"--b\n{head}".encode() + encodebytes(words) + b"\n--b--\n"
    return f"{ANNA}Subject: Lampan\n{ALTERNATIVE}".encode() + part


def _passed_on() -> bytes:
    """Return a letter that holds another one, and a picture inside that."""
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Bo <bo@elsewhere.example>", "The lamp blinks"
    inner.set_content("It blinks since Monday.")
    inner.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="lampa.png")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "Anna Ek <anna.ek@elsewhere.example>", "Fwd: The lamp blinks"
    outer.set_content("Can you help Bo?")
    outer.add_attachment(inner)
    return outer.as_bytes()


def _only_a_file() -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Anna Ek <anna.ek@elsewhere.example>", "Order 4500"
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="order.pdf")
    return message.as_bytes()


NOBODY = ("", "")
BOUNCE = (
    "From: MAILER-DAEMON@mx.example.net\nReturn-Path: <>\nSubject: failure\nContent-Type: "
    'multipart/report; report-type=delivery-status; boundary="b"\n\n--b\n\nNo such user.\n--b\n'
    "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; "
    "x@example.net\nAction: failed\nStatus: 5.1.1\n--b--\n"
)

ODD = {
    "ordinary": Odd(f"{ANNA}Subject: Lamp\n\nIt blinks.".encode(), "Lamp", "It blinks."),
    "no subject": Odd(
        f"{ANNA}Subject:\n\nLampan i hallen blinkar.\n\nAnna".encode(),
        "Lampan i hallen blinkar. Anna",
        "Lampan i hallen blinkar.\n\nAnna",
    ),
    "no words": Odd(
        f"{ANNA}Subject: Help with the lamp\n\n \n".encode(), *["Help with the lamp"] * 2
    ),
    "only a file": Odd(_only_a_file(), "Order 4500", "Order 4500"),
    "8 bits unannounced": Odd(
        f"{ANNA}Subject: Räksmörgås\n\nSmörgåsen är slut.".encode("cp1252"),
        "Räksmörgås",
        "Smörgåsen är slut.",
    ),
    "a charset nobody knows, and two in one": Odd(
        _mixed(), "Lampan", "Från kontoret – åäö, 差出人 / Ansvarsfriskrivning: åäö"
    ),
    "Japanese": Odd(_in("iso-2022-jp", "ランプ", "点滅します。"), "ランプ", "点滅します。"),
    "Chinese": Odd(_in("gb2312", "灯", "灯在闪。"), "灯", "灯在闪。"),
    "Vietnamese": Odd(_in("windows-1258", "Đèn", "Đèn nháy."), "Đèn", "Đèn nháy."),
    "NUL": Odd(f"{ANNA}Subject: La\0mp\n\nIt\0 blinks.".encode(), "Lamp", "It blinks."),
    "carriage returns": Odd(
        f"{ANNA}Subject: Lamp\n\nIt\nblinks.".replace("\n", "\r\n").encode(), "Lamp", "It\nblinks."
    ),
    "a line before the headers": Odd(
        f"From anna Mon Jun  2 20:00:59 2025\n{ANNA}Subject: Lamp\n\nIt blinks.".encode(),
        "Lamp",
        "It blinks.",
    ),
    "a boundary that never comes": Odd(
        f"{ANNA}Subject: Lamp\n{ALTERNATIVE}It blinks.".encode(), "Lamp", "It blinks."
    ),
    "a letter in a letter": Odd(_passed_on(), "Fwd: The lamp blinks", "Can you help Bo?"),
    "blanks after the sender": Odd(
        _from("Anna Ek <anna.ek@elsewhere.example>      >"), "Lamp", "It blinks."
    ),
    "an address for a name": Odd(
        _from("kurs@elsewhere.example> <anna.ek@elsewhere.example>"),
        "Lamp",
        "It blinks.",
        ("kurs@elsewhere.example>", "anna.ek@elsewhere.example"),
    ),
    "a sender sorted and filed": Odd(
        _from('"Ek, Anna (Kök)" <anna.ek@elsewhere.example>'), "Lamp", "It blinks."
    ),
    "a sender who shouts": Odd(
        _from("ANNA LIND <anna.ek@elsewhere.example>"),
        "Lamp",
        "It blinks.",
        ("Anna Lind", "anna.ek@elsewhere.example"),
    ),
    "a sender in quotation marks": Odd(
        _from('"anna.ek@elsewhere.example"'),
        "Lamp",
        "It blinks.",
        ("anna.ek@elsewhere.example",) * 2,
    ),
    "an answer address that is none": Odd(
        b"Reply-To: some body <no reply@elsewhere.example>\n"
        + _from("Anna Ek <anna.ek@elsewhere.example>"),
        "Lamp",
        "It blinks.",
    ),
    "commands from outside": Odd(
        f"{ANNA}Subject: Lamp\nX-Spoc-Status: closed\nX-Priority: 1\n\nIt blinks.".encode(),
        "Lamp",
        "It blinks.",
    ),
    "a sender that is no address": Odd(_from("Anna <anna ek@x>"), outcome="quarantined"),
    "no headers": Odd(b"It blinks, and that is all.", outcome="quarantined"),
    "no sense": Odd(b"\x00\xff\xfe" * 50, outcome="quarantined"),
    "a bounce": Odd(BOUNCE.encode(), outcome="automatic"),
    "a list": Odd(f"List-Id: <a.example>\n{ANNA}Subject: Hi\n\nHi".encode(), outcome="automatic"),
    "an absence": Odd(
        f"Auto-Submitted: auto-replied\n{ANNA}Subject: Away\n\nAway".encode(), outcome="automatic"
    ),
}

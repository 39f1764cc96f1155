"""How a letter looks to whoever reads it: its words, and the page made of them."""

from dataclasses import dataclass
from email import message_from_bytes, policy

from django.conf import settings

from spoc.channels.models import Letter
from spoc.channels.opened import open_letter
from spoc.channels.outbox import bytes_of
from spoc.channels.rules.letter import read
from spoc.kit import store
from spoc.kit.html import clean


@dataclass(frozen=True, slots=True)
class Look:
    """The words of a letter, and the same as a page of HTML that is safe in a frame of its own."""

    text: str
    html: str


def look_of(letter: Letter) -> Look:
    """Return the letter as its reader sees it; links that are the reader's alone lead nowhere."""
    if letter.is_incoming:
        with store.open(letter.digest) as file:
            came = read(open_letter(file.read(), letter.channel).raw)
        return Look(came.text, clean(came.html))
    return Look(letter.text, _page_of(letter))


def link_of(letter: Letter) -> tuple[str, str] | None:
    """Return the words and the link under a letter, in a demonstration alone.

    Whoever follows it acts as the letter's reader: there nobody is harmed, and the story goes on.
    """
    button = letter.marks.get("button")
    return (button[0], button[1]) if button and settings.SPOC_DEMO else None


def _page_of(letter: Letter) -> str:
    button = letter.marks.get("button")
    without_way_in = [button[0], settings.SPOC_URL] if button else None
    shown = Letter(
        community=letter.community,
        from_address=letter.from_address,
        to_addresses=letter.to_addresses,
        cc_addresses=letter.cc_addresses,
        subject=letter.subject,
        text=letter.text,
        message_id=letter.message_id,
        marks={**letter.marks, "button": without_way_in, "attachments": []},
        at=letter.at,
    )
    body = message_from_bytes(bytes_of(shown), policy=policy.default).get_body(("html",))
    return str(body.get_content()) if body else ""

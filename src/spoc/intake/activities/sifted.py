"""Keeping dangerous files of a letter aside, and saying so where its words are read."""

from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.channels.models import Letter
from spoc.channels.opened import LOCKED, Opened
from spoc.channels.rules import letter as letters
from spoc.channels.rules.dangers import PROGRAMS, danger_in
from spoc.channels.scanner import infection_in

Aside = tuple[str, str]
# a mark of a letter whose words the desk alone reads
WITHHELD = "withheld"


def sift(letter: Letter, read: letters.Letter) -> letters.Letter:
    """Return the letter without the files nobody should open; they stay in the letter as it came.

    Which were kept aside, and why, is noted with the letter and said under its words.
    """
    language = letter.community.language if letter.community else "en"
    with override(language):
        judged = [(file, against(file.filename, file.content)) for file in read.attachments]
        aside = [(file.filename, why) for file, why in judged if why]
        said = "\n\n".join([read.reply_text.strip() or read.text.strip(), *map(_told, aside)])
    if not aside:
        return read
    letter.marks = {**letter.marks, "aside": aside}
    letter.save(update_fields=["marks"])
    good = tuple(file for file, why in judged if not why)
    return replace(read, attachments=good, reply_text=said.strip())


def explained(letter: Letter, read: letters.Letter, opened: Opened) -> letters.Letter:
    """Return the letter with a sentence in place of words that no key here opens."""
    if opened.cipher != LOCKED:
        return read
    with override(letter.community.language if letter.community else read.language):
        said = _(
            "(This letter is encrypted and nothing here opens it: please write once more without"
            " encryption. It is kept as it came.)"
        )
    return replace(read, reply_text="\n\n".join(filter(None, [read.reply_text.strip(), said])))


def withheld(letter: Letter, read: letters.Letter, opened: Opened) -> letters.Letter:
    """Return the letter without words that were encrypted and that no seal proves its sender's.

    Whoever got hold of another's letter could send it as their own, and read here what it says.
    """
    if opened.is_its_senders:
        return read
    letter.marks = {**letter.marks, WITHHELD: True}
    letter.save(update_fields=["marks"])
    with override(letter.community.language if letter.community else read.language):
        said = _(
            "(An encrypted letter came. No valid signature within proves who wrote it, so only the"
            " service desk reads what it says.)"
        )
    return replace(read, text=said, reply_text=said, quoted_text="", html="", attachments=())


def against(filename: str, content: bytes) -> str:
    """Return what speaks against handing a file on, in a few words; '' where nothing does."""
    blocked = frozenset(settings.SPOC_BLOCKED_FILES) or PROGRAMS
    found = danger_in(filename, content, blocked)
    if found == filename:
        return _("programs are not handed on")
    if found:
        return _("there is a program in it: %(name)s") % {"name": found[:80]}
    if virus := infection_in(content):
        return _("the virus scanner says: %(found)s") % {"found": virus[:80]}
    return ""


def _told(aside: Aside) -> str:
    name, why = aside
    return _("(The file %(name)s was kept aside: %(why)s.)") % {"name": name, "why": why}

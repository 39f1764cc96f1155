"""How a voice sounds before it is saved: a page's head and a letter, in each language."""

from dataclasses import dataclass
from types import SimpleNamespace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.people.voice import LANGUAGES, Voice

NUMBER = "R-48213"


@dataclass(frozen=True, slots=True)
class Preview:
    """What one reader of this language would see."""

    language: str
    label: str
    voice: Voice
    greeting: str
    ask: str
    mine: str
    letter: str


def previews_of(voice: Voice) -> list[Preview]:
    """Return what readers of each language would see of a voice."""
    return [_preview(voice, language) for language in LANGUAGES]


def _preview(voice: Voice, language: str) -> Preview:
    with override(language):
        return Preview(
            language=language,
            label=_("In English") if language == "en" else _("In Swedish"),
            voice=voice,
            greeting=voice.greeting or _("How can we help?"),
            ask=voice.ask or _("Ask for something"),
            mine=voice.mine or _("My requests"),
            letter=_letter(voice),
        )


def _letter(voice: Voice) -> str:
    """Return the letter that says a request has come, to somebody who does not exist."""
    known = {
        "person": SimpleNamespace(name="Karin Holm", first_name="Karin"),
        "request": SimpleNamespace(reference=NUMBER, title=_("The printer shows a red light")),
        "voice": voice,
        "confirm_weekdays": settings.SPOC_CONFIRM_WEEKDAYS,
        "token": "",
    }
    return render_to_string("requests/mail/acknowledgement.txt", known).strip(" ·\n")

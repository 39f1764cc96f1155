"""In which voice a reader is spoken to: a community's, and where a service has its own, that."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import get_language

from spoc.people.models import Community

# what may be called or said otherwise, in each language: whole labels, since no grammar glues them
WORDS = ("greeting", "ask", "mine", "request", "signature")
LANGUAGES = ("en", "sv")
Told = Mapping[str, Mapping[str, str]]


def said(told: Told, key: str, language: str = "") -> str:
    """Return words in the reader's language, else in any language they were written in.

    >>> said({"sv": {"ask": "Beställ"}}, "ask", "en")
    'Beställ'
    """
    wanted = language or get_language() or ""
    words = [told.get(each, {}).get(key, "") for each in (wanted, *LANGUAGES)]
    return next((each for each in words if each), "")


@dataclass(frozen=True, slots=True)
class Voice:
    """Name, colours, words and manner in which somebody is spoken to, and how they reach us."""

    source: Community
    name: str
    sender_name: str
    tagline: str
    phone: str
    hours: str
    language: str
    hue: int
    chroma: int
    tone: str
    logo: str
    has_surveys: bool
    shows_status: bool
    words: Told = field(default_factory=dict)

    @property
    def pk(self) -> int | None:
        """The key of the community that is spoken to; none before there is one."""
        return self.source.pk

    @property
    def mail(self) -> str:
        """The address letters go to and come from."""
        return self.source.mail

    @property
    def is_formal(self) -> bool:
        """Whether people are addressed by their whole name, and letters end with a courtesy."""
        return self.tone == Community.Tone.FORMAL

    @property
    def greeting(self) -> str:
        """What the front page asks; empty for the usual question."""
        return said(self.words, "greeting")

    @property
    def ask(self) -> str:
        """How the place is called where something is asked for; empty for the usual words."""
        return said(self.words, "ask")

    @property
    def mine(self) -> str:
        """How the list of one's own requests is called; empty for the usual words."""
        return said(self.words, "mine")

    @property
    def request(self) -> str:
        """What one request is called in front of its number; empty where the number will do."""
        return said(self.words, "request")

    @property
    def signature(self) -> str:
        """What stands below every letter; empty for nothing."""
        return said(self.words, "signature")


def voice_of(community: Community) -> Voice:
    """Return the voice a community is served with."""
    return Voice(
        source=community,
        name=community.portal_name or community.name,
        sender_name=community.sender_name or community.name,
        tagline=community.tagline,
        phone=community.phone,
        hours=community.hours,
        language=community.language,
        hue=community.hue,
        chroma=community.chroma,
        tone=community.tone,
        logo=community.logo,
        has_surveys=community.has_surveys,
        shows_status=community.shows_status,
        words=community.words,
    )


def spoken_over(voice: Voice, own: Mapping[str, Any]) -> Voice:
    """Return the voice with what is another's own said in its place; what is empty stays."""
    words = dict(own).pop("words", {})
    given = {name: value for name, value in own.items() if name != "words" and value is not None}
    told = {name: value for name, value in given.items() if value != ""}
    merged = {each: {**voice.words.get(each, {}), **_filled(words, each)} for each in LANGUAGES}
    return replace(voice, words=merged, **told)


def _filled(words: Told, language: str) -> dict[str, str]:
    return {key: value for key, value in words.get(language, {}).items() if value}

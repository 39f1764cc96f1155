"""What may be typed about a voice: a community's, or what a service says over it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.people.forms import choices
from spoc.people.models import Community, Language
from spoc.people.voice import LANGUAGES, WORDS, Told

TONES = [
    (Community.Tone.PLAIN, _("Plain: by first name")),
    (Community.Tone.FORMAL, _("Formal: by the whole name")),
]
# each in English, then in Swedish
LABELS = {
    "greeting": (_("Greeting in English"), _("Greeting in Swedish")),
    "ask": (_("Where one asks, in English"), _("Where one asks, in Swedish")),
    "mine": (_("One's own requests, in English"), _("One's own requests, in Swedish")),
    "request": (_("What one request is called, in English"), _("The same in Swedish")),
    "signature": (_("Below every letter, in English"), _("Below every letter, in Swedish")),
}
LENGTHS = {"greeting": 80, "ask": 30, "mine": 30, "request": 30, "signature": 400}


class VoiceForm(forms.Form):
    """What a voice may say in its own way; what is empty is said as usual."""

    portal_name = forms.CharField(
        label=_("Name of the portal"),
        max_length=80,
        required=False,
        help_text=_("Else the name above"),
    )
    sender_name = forms.CharField(
        label=_("Sender's name"),
        max_length=120,
        required=False,
        help_text=_("Stands in front of the address in letters; else the community's name"),
    )
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)
    hours = forms.CharField(
        label=_("Hours"), max_length=80, required=False, help_text=_("Such as weekdays 7 to 17")
    )
    tone = forms.ChoiceField(label=_("Tone of letters"), choices=TONES, required=False)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    hue = forms.IntegerField(
        label=_("Hue"),
        min_value=0,
        max_value=359,
        help_text=_("0 to 359: 20 is red, 140 green, 240 blue, 300 violet"),
    )
    chroma = forms.IntegerField(
        label=_("Strength of the colour"),
        min_value=40,
        max_value=140,
        help_text=_("40 is almost grey, 140 is strong"),
    )
    picture = forms.FileField(
        label=_("Logo"), required=False, help_text=_("PNG, JPEG or WebP, at most 200 kB")
    )
    no_picture = forms.BooleanField(label=_("Take the logo away"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key in WORDS:
            for language, label in zip(LANGUAGES, LABELS[key], strict=True):
                area = forms.Textarea(attrs={"rows": 3}) if key == "signature" else None
                self.fields[f"{key}_{language}"] = forms.CharField(
                    label=label, max_length=LENGTHS[key], required=False, widget=area
                )

    def worded(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields of the words, the English and the Swedish side by side."""
        return [(self[f"{key}_en"], self[f"{key}_sv"]) for key in WORDS]

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told, the words by language; the logo goes its own way."""
        given = dict(self.cleaned_data)
        words: dict[str, dict[str, str]] = {}
        for key in WORDS:
            for language in LANGUAGES:
                if value := given.pop(f"{key}_{language}", ""):
                    words.setdefault(language, {})[key] = value
        for name in ("picture", "no_picture"):
            given.pop(name, None)
        return {**given, "words": words}


class CommunityForm(VoiceForm):
    """The voice a community is served with."""

    name = forms.CharField(label=_("Name"), max_length=120)
    tagline = forms.CharField(
        label=_("Line under the name"),
        max_length=120,
        required=False,
        help_text=_("Such as IT help"),
    )
    zone = forms.ChoiceField(
        label=_("Time zone"), choices=lambda: [(name, name) for name in choices.zone_names()]
    )
    has_surveys = forms.BooleanField(
        label=_("Ask how it went"),
        required=False,
        help_text=_("Some who asked get a letter with one question after it is over"),
    )
    shows_status = forms.BooleanField(
        label=_("Anybody may see how services are"),
        required=False,
        help_text=_("Without it only who is signed in sees the status page"),
    )

    def clean_tone(self) -> str:
        """Return the tone; the plain one where none was chosen."""
        return str(self.cleaned_data["tone"] or Community.Tone.PLAIN)


def known_words(words: Told) -> dict[str, str]:
    """Return what the fields of the words begin with."""
    pairs = [(key, language) for key in WORDS for language in LANGUAGES]
    return {f"{key}_{each}": words.get(each, {}).get(key, "") for key, each in pairs}


def known_community(community: Community) -> dict[str, Any]:
    """Return what the form of a community begins with."""
    plain = [name for name in CommunityForm.base_fields if "picture" not in name]
    return {**{name: getattr(community, name) for name in plain}, **known_words(community.words)}

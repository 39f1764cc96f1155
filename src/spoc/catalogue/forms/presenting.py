"""What may be typed about how a service is told of, in which voice, and what a prospect asks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.models import Presentation, Service, ServiceVoice
from spoc.people.forms import VoiceForm, known_words
from spoc.people.forms.communities import TONES
from spoc.people.models import Language
from spoc.people.voice import LANGUAGES

SURVEYS = [("", _("As the community")), ("yes", _("Yes")), ("no", _("No"))]
ANSWERS = {"yes": True, "no": False}
TELLS = {
    "name": (_("Name in English"), _("Name in Swedish")),
    "description": (_("What it is, in English"), _("What it is, in Swedish")),
    "guidance": (_("How to use it, in English"), _("How to use it, in Swedish")),
    "price": (_("What it costs, in English"), _("What it costs, in Swedish")),
}
LENGTHS = {"name": 120, "description": 300, "guidance": 4_000, "price": 200}
ROWS = {"description": 2, "guidance": 5}


class PresentationForm(forms.Form):
    """What is told of a service; what is empty is told as to everybody."""

    is_shown = forms.BooleanField(
        label=_("They see it"),
        required=False,
        help_text=_("Else it is neither among their services nor offered to them"),
    )

    def __init__(self, *args: Any, is_of_all: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [key for key in TELLS if not (is_of_all and key == "name")]
        if is_of_all:
            del self.fields["is_shown"]
        for key in keys:
            for language, label in zip(LANGUAGES, TELLS[key], strict=True):
                rows = ROWS.get(key)
                area = forms.Textarea(attrs={"rows": rows}) if rows else None
                self.fields[f"{key}_{language}"] = forms.CharField(
                    label=label, max_length=LENGTHS[key], required=False, widget=area
                )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the fields, the English and the Swedish side by side."""
        keys = [key for key in TELLS if f"{key}_en" in self.fields]
        return [(self[f"{key}_en"], self[f"{key}_sv"]) for key in keys]

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told, the words by language."""
        told: dict[str, dict[str, str]] = {}
        for key in TELLS:
            for language in LANGUAGES:
                if value := self.cleaned_data.get(f"{key}_{language}"):
                    told.setdefault(language, {})[key] = value
        return {"told": told, "is_shown": self.cleaned_data.get("is_shown", True)}


class ServiceVoiceForm(VoiceForm):
    """The voice of a service; what is empty is said as the community says it."""

    has_surveys = forms.ChoiceField(label=_("Ask how it went"), choices=SURVEYS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        usual = ("", _("As the community"))
        for name, options in (("tone", TONES), ("language", Language.choices)):
            field: Any = self.fields[name]
            field.choices = [usual, *options]
        for name in ("language", "hue", "chroma"):
            self.fields[name].required = False

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told."""
        given = super().particulars()
        return {**given, "has_surveys": ANSWERS.get(given["has_surveys"])}


class EnquiryForm(forms.Form):
    """What somebody asks who is not served yet; `website` is for machines that fill in all."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    mail = forms.EmailField(label=_("Your mail address"), max_length=200)
    organisation = forms.CharField(label=_("Where you work"), max_length=120, required=False)
    words = forms.CharField(
        label=_("What you would like to know"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say in a few words what you need.")},
    )
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )


def known_presentation(row: Service | Presentation | None) -> dict[str, Any]:
    """Return what the form of a presentation begins with."""
    told = row.told if row else {}
    words = {
        f"{key}_{each}": told.get(each, {}).get(key, "") for key in TELLS for each in LANGUAGES
    }
    return {**words, "is_shown": getattr(row, "is_shown", True)}


def known_voice(row: ServiceVoice | None) -> dict[str, Any]:
    """Return what the form of a service's voice begins with."""
    if row is None:
        return {}
    plain = [name for name in VoiceForm.base_fields if "picture" not in name]
    surveys = (
        {True: "yes", False: "no"}.get(row.has_surveys, "") if row.has_surveys is not None else ""
    )
    said = {name: getattr(row, name) for name in plain}
    return {**said, **known_words(row.words), "has_surveys": surveys}

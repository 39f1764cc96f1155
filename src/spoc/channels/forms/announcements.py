"""What may be typed of an announcement, and to follow what is announced."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.models import Service
from spoc.channels.announce_words import KIND
from spoc.channels.models import Announcement
from spoc.people.access import communities_visible_to
from spoc.people.models import Community, Person
from spoc.people.voice import LANGUAGES

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
LONGEST = 4_000


def told(given: dict[str, Any], *keys: str) -> dict[str, dict[str, str]]:
    """Return what was typed by language, without what is empty."""
    by_language = {
        each: {key: given[f"{key}_{each}"] for key in keys if given.get(f"{key}_{each}")}
        for each in LANGUAGES
    }
    return {each: words for each, words in by_language.items() if words}


class WordForm(forms.Form):
    """A word to many, in both languages; one of them will do."""

    text_en = forms.CharField(
        label=_("In English"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    text_sv = forms.CharField(
        label=_("In Swedish"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def words(self) -> dict[str, dict[str, str]]:
        """Return the words by language."""
        return told(self.cleaned_data, "text")


class AnnouncementForm(WordForm):
    """An announcement: what, to whom, from when until when."""

    kind = forms.ChoiceField(label=_("What it is"), choices=[*KIND.items()])
    title_en = forms.CharField(label=_("Title in English"), max_length=120, required=False)
    title_sv = forms.CharField(label=_("Title in Swedish"), max_length=120, required=False)
    begins_at = forms.DateTimeField(label=_("It begins"), required=False, widget=MOMENT)
    ends_at = forms.DateTimeField(
        label=_("It ends"),
        required=False,
        widget=MOMENT,
        help_text=_("It is told no longer then"),
    )
    communities = forms.ModelMultipleChoiceField(
        Community.objects.none(),
        label=_("Told to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means everybody"),
    )
    services = forms.ModelMultipleChoiceField(
        Service.objects.none(),
        label=_("About"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only who has one of these services is told; none chosen means everybody"),
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communities: Any = self.fields["communities"]
        communities.queryset = communities_visible_to(viewer).order_by("name")
        services: Any = self.fields["services"]
        services.queryset = services_visible_to(viewer).exclude(is_unknown=True).order_by("name")

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told."""
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "told": told(given, "title", "text"),
            "begins_at": given["begins_at"],
            "ends_at": given["ends_at"],
            "communities": list(given["communities"]),
            "services": list(given["services"]),
        }


class FollowForm(forms.Form):
    """The address that wants to hear how services are; `website` is for machines."""

    mail = forms.EmailField(label=_("Your mail address"), max_length=200)
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )


def known_announcement(row: Announcement) -> dict[str, Any]:
    """Return what the form of an announcement begins with."""
    words = {
        f"{key}_{each}": row.told.get(each, {}).get(key, "")
        for key in ("title", "text")
        for each in LANGUAGES
    }
    window: dict[str, datetime | None] = {"begins_at": row.begins_at, "ends_at": row.ends_at}
    lists = {"communities": row.communities.all(), "services": row.services.all()}
    return {"kind": row.kind, **words, **window, **lists}

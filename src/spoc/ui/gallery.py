"""The people, moments and forms that the gallery shows the components with."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.kit.time import now

THEMES = ("light", "dark")
SWATCHES = (
    "canvas surface sunken fill picked line control-line ink ink-2 ink-3 accent accent-soft focus"
    " bad-mark bad-soft warn-mark warn-soft good-mark good-soft info info-soft note-soft"
)


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """Somebody to show a face of."""

    name: str
    language: str = "en"


class ExampleForm(forms.Form):
    """A form with something to put right."""

    subject = forms.CharField(label=_("Subject"), help_text=_("As the requester would say it"))
    last_day = forms.DateField(
        label=_("Last day of access"),
        error_messages={"invalid": _("Enter the last day of access, for example 2026-12-31")},
    )
    comment = forms.CharField(label=_("Comment"), required=False, widget=forms.Textarea)


def example_form(theme: str) -> ExampleForm:
    """Give a form that was sent with a day nobody can read."""
    return ExampleForm(
        {f"{theme}-subject": "Label printer", f"{theme}-last_day": "august"}, prefix=theme
    )


def examples() -> dict[str, Any]:
    """Give everything the gallery's templates ask for."""
    earlier = now() - timedelta(minutes=6)
    return {
        "themes": THEMES,
        "forms": {theme: example_form(theme) for theme in THEMES},
        "swatches": SWATCHES.split(),
        "maja": ExamplePerson("Maja Lindqvist"),
        "karin": ExamplePerson("Karin Holm"),
        "tomasz": ExamplePerson("Tomasz Wróbel"),
        "elin": ExamplePerson("Elin Sand"),
        "earlier": earlier,
        "yesterday": earlier - timedelta(days=1),
        "statuses": example_statuses(),
        "types": example_types(),
    }


def example_statuses() -> list[tuple[str, Any]]:
    """Give every status a circle is drawn for."""
    return [
        ("new", _("New")),
        ("classified", _("Classified")),
        ("assigned", _("Assigned")),
        ("in_progress", _("In progress")),
        ("pending", _("Waiting on requester")),
        ("resolved", _("Resolved")),
        ("closed", _("Closed")),
        ("rejected", _("Rejected")),
        ("cancelled", _("Cancelled")),
        ("merged", _("Merged")),
    ]


def example_types() -> list[tuple[str, Any]]:
    """Give every type of request."""
    return [
        ("incident", _("Incident")),
        ("information", _("Information")),
        ("fulfilment", _("Fulfilment")),
        ("new_service", _("New service")),
        ("unclassified", _("Not classified")),
    ]

"""What may be typed about a template of requests, and about what comes back by itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import categories_visible_to
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.people.access import teams_visible_to
from spoc.people.models import Person
from spoc.requests.forms.dispatch import AnyOf
from spoc.requests.models import RequestTemplate
from spoc.requests.rules import TYPES
from spoc.requests.words import IMPACT, TYPE, URGENCY

EACH_TIME = ("", _("Said each time"))


class TemplateForm(forms.Form):
    """What a request that is made again and again begins with."""

    name = forms.CharField(
        label=_("Name in English"), max_length=120, help_text=_("How it is found at intake")
    )
    swedish = forms.CharField(label=_("Name in Swedish"), max_length=120, required=False)
    is_live = forms.BooleanField(label=_("In use"), required=False, initial=True)
    title = forms.CharField(label=_("Title of the request"), max_length=200)
    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What is needed, as it stands in the request"),
    )
    type = forms.ChoiceField(
        label=_("Type"), required=False, choices=[EACH_TIME, *((t, TYPE[t]) for t in TYPES[1:])]
    )
    service = AnyOf(_("Service"))
    category = AnyOf(_("Category"))
    impact = forms.TypedChoiceField(
        label=_("Impact"), required=False, coerce=int, empty_value=None, choices=[]
    )
    urgency = forms.TypedChoiceField(
        label=_("Urgency"), required=False, coerce=int, empty_value=None, choices=[]
    )
    team = AnyOf(_("Team"), _("Otherwise it is dispatched as others are"))
    tasks = forms.CharField(
        label=_("Checklist"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One line for each thing to do; they become tasks of the request"),
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["service"].queryset = services_visible_to(viewer).order_by("name")
        fields["category"].queryset = categories_visible_to(viewer).order_by("name")
        fields["team"].queryset = teams_visible_to(viewer).order_by("tier", "sort_name")
        fields["team"].empty_label = _("None")
        for name in ("service", "category"):
            fields[name].empty_label = EACH_TIME[1]
        fields["impact"].choices = [EACH_TIME, *IMPACT.items()]
        fields["urgency"].choices = [EACH_TIME, *URGENCY.items()]

    def particulars(self) -> dict[str, Any]:
        """Return what the activity is told."""
        given = dict(self.cleaned_data)
        swedish = given.pop("swedish")
        given["names"] = {"sv": swedish} if swedish else {}
        given["tasks"] = [line.strip() for line in given["tasks"].splitlines() if line.strip()]
        return given


def known_template(row: RequestTemplate) -> dict[str, Any]:
    """Return what the form of a template begins with."""
    plain = ("name", "title", "words", "type", "impact", "urgency", "is_live")
    keys = {name: getattr(row, f"{name}_id") for name in ("service", "category", "team")}
    return {
        **{name: getattr(row, name) for name in plain},
        **keys,
        "swedish": row.names.get("sv", ""),
        "tasks": "\n".join(row.tasks),
    }

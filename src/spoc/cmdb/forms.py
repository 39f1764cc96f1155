"""What may be typed about a configuration item."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.models import Service
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.words import KIND
from spoc.people.access import teams_visible_to
from spoc.people.models import Person, Team


class ItemForm(forms.Form):
    """A configuration item as it is kept."""

    name = forms.CharField(label=_("Name"), max_length=120)
    kind = forms.ChoiceField(label=_("Sort"), choices=list(KIND.items()))
    service = forms.ModelChoiceField(
        Service.objects.none(),
        label=_("Service"),
        required=False,
        empty_label=_("None"),
        help_text=_("The service that needs it most"),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Team"),
        required=False,
        empty_label=_("None"),
        help_text=_("Who looks after it"),
    )
    is_live = forms.BooleanField(label=_("In use"), required=False, initial=True)

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        service: Any = self.fields["service"]
        service.queryset = services_visible_to(viewer).order_by("name")
        team: Any = self.fields["team"]
        team.queryset = teams_visible_to(viewer).order_by("sort_name")


def known(item: ConfigurationItem) -> dict[str, object]:
    """Return what the form of an item begins with."""
    fields = ("name", "kind", "is_live")
    found: dict[str, object] = {field: getattr(item, field) for field in fields}
    return {**found, "service": item.service_id, "team": item.team_id}

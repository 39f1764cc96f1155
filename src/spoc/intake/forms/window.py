"""What may be typed about maintenance."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.models import Service
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.cmdb.queries import live_items
from spoc.intake.activities import WindowParticulars
from spoc.intake.models import MaintenanceWindow
from spoc.kit.time import now
from spoc.people.models import Person

MOMENT = "%Y-%m-%dT%H:%M"
AN_HOUR = timedelta(hours=1)


def moment_field(label: Any) -> forms.DateTimeField:
    """Return a field for a moment by the reader's wall."""
    shown = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, input_formats=[MOMENT, "%Y-%m-%d %H:%M"], widget=shown)


class WindowForm(forms.Form):
    """What maintenance is about, from when, until when, and what is done."""

    service = forms.ModelChoiceField(
        Service.objects.none(),
        label=_("Service"),
        required=False,
        empty_label=_("None"),
        help_text=_("Alarms of all it runs on are expected"),
    )
    item = forms.ModelChoiceField(
        ConfigurationItem.objects.none(),
        label=_("Configuration item"),
        required=False,
        empty_label=_("None"),
        help_text=_("Only alarms that name it are expected"),
    )
    starts_at = moment_field(_("From"))
    ends_at = moment_field(_("Until"))
    reason = forms.CharField(label=_("What is done"), max_length=300)

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["service"].queryset = services_visible_to(viewer).order_by("name")
        fields["item"].queryset = live_items(items_visible_to(viewer))

    def particulars(self) -> WindowParticulars:
        """Return what was typed beside the reason."""
        given = self.cleaned_data
        return WindowParticulars(
            service=given["service"],
            item=given["item"],
            starts_at=given["starts_at"],
            ends_at=given["ends_at"],
        )


def known(window: MaintenanceWindow | None) -> dict[str, object]:
    """Return what the form begins with: the next hour, for new maintenance."""
    if window is None:
        start = localtime(now()).replace(second=0, microsecond=0)
        return {"starts_at": start, "ends_at": start + AN_HOUR}
    return {
        "service": window.service_id,
        "item": window.item_id,
        "starts_at": localtime(window.starts_at),
        "ends_at": localtime(window.ends_at),
        "reason": window.reason,
    }

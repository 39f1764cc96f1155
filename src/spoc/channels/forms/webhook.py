"""What may be typed about webhooks."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.channels.activities.webhooks import Told
from spoc.channels.models import Webhook
from spoc.channels.telling import all_forms
from spoc.channels.webhook_access import may_add_webhook
from spoc.people.access import visible_to
from spoc.people.models import Person
from spoc.people.queries import by_mail


class WebhookForm(forms.Form):
    """Where a webhook is, what it hears, and whose knowledge it shares."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        help_text=gettext_lazy("Which system is told, and what for"),
    )
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy("Such as https://example.org/hook: each thing is posted there"),
        widget=forms.TextInput(attrs={"type": "url", "spellcheck": "false"}),
    )
    hears = forms.CharField(
        label=gettext_lazy("What it hears"),
        max_length=4000,
        initial="request.*",
        help_text=gettext_lazy(
            "One a line: a fact such as request.registered, or all of a sort such as request.*"
        ),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false"}),
    )
    form = forms.ChoiceField(label=gettext_lazy("In which form"))
    owner = forms.EmailField(
        label=gettext_lazy("Whose knowledge it shares"),
        required=False,
        help_text=gettext_lazy(
            "The mail address of a person: what they may not see is not sent. Empty means yours."
        ),
    )

    def __init__(
        self, *args: Any, viewer: Person, webhook: Webhook | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        choices: Any = self.fields["form"]
        choices.choices = [(each.key, each.label) for each in all_forms()]
        if webhook is not None or not may_add_webhook(viewer):
            del self.fields["owner"]
        if webhook is not None:
            hears = "\n".join(webhook.hears)
            told = {"name": webhook.name, "address": webhook.address, "form": webhook.form}
            self.initial = {**told, "hears": hears}

    def clean_owner(self) -> Person:
        """Return whose knowledge is shared: somebody the viewer knows of."""
        mail = self.cleaned_data["owner"]
        person = by_mail(mail) if mail else self.viewer
        if person is None or not visible_to(self.viewer).filter(pk=person.pk).exists():
            raise forms.ValidationError(_("Nobody with this mail address is known here."))
        return person

    def told(self) -> Told:
        """Return what the webhook is to be."""
        given = self.cleaned_data
        return Told(given["name"], given["address"], given["hears"].split(), given["form"])

    def sharer(self) -> Person:
        """Return whose knowledge it shares."""
        owner: Person = self.cleaned_data.get("owner", self.viewer)
        return owner

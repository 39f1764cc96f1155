"""What may be typed to prove who one is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.people.models import Person
from spoc.workflow.action_words import WAY
from spoc.workflow.queries.identity import accounts_of


class AccountForm(forms.Form):
    """Which account it is, and how its owner can be recognised."""

    account = forms.EmailField(
        label=_("Which account is it?"),
        max_length=254,
        help_text=_("The mail address that belongs to it"),
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
    )
    way = forms.ChoiceField(
        label=_("How do we know that it is you?"),
        choices=tuple(WAY.items()),
        initial="mail",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, person: Person | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = accounts_of(person) if person is not None else []
        if own:
            choices = [(each, each) for each in own]
            self.fields["account"] = forms.ChoiceField(
                label=_("Which account is it?"), choices=choices
            )


class CodeForm(forms.Form):
    """The code that came."""

    code = forms.CharField(
        label=_("The code"),
        max_length=20,
        help_text=_("Six digits"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

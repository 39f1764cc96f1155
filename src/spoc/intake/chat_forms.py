"""What may be typed in a chat: how it begins, what is said, to whom it goes, how it ends."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.channels.rules.chat import LONGEST
from spoc.kit.errors import NotPossible
from spoc.records.activities import Upload
from spoc.records.forms import FilesField

Pairs = Sequence[tuple[Any, Any]]
# what a quick answer says, and nothing else
QUICK = ("answer", "service", "category")
NEEDED = {"required": _("Fill this in.")}


class BeginForm(forms.Form):
    """Who wants to chat, where they are not signed in, and what about."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=160,
        error_messages={"required": _("Say what we may call you.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    mail = forms.EmailField(
        label=_("Your mail address"),
        help_text=_("So that we reach you if this is cut off."),
        max_length=254,
        error_messages={
            "required": _("Write your mail address, so that we reach you if this is cut off."),
            "invalid": _("Write a whole mail address, such as name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("What is it about?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in a few words what you need.")},
    )

    def __init__(self, *args: Any, is_known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_known:
            del self.fields["name"], self.fields["mail"]


class SayForm(forms.Form):
    """What one side says, perhaps with files."""

    text = forms.CharField(required=False, max_length=LONGEST, strip=False)
    attachments = FilesField()

    def uploads(self) -> list[Upload]:
        """Return the files that came along."""
        return [
            Upload(file.name, file.content_type or "", file.file)
            for file in self.cleaned_data["attachments"]
        ]

    def demand(self) -> None:
        """Refuse, in the words of its fields, what cannot be said."""
        if not self.is_valid():
            wrong = [str(each) for errors in self.errors.values() for each in errors]
            raise NotPossible(" ".join(wrong))


class HandForm(forms.Form):
    """To whom a chat goes, and a word for them."""

    to = forms.ChoiceField(label=_("To whom"))
    word = forms.CharField(
        label=_("A word for them"),
        help_text=_("Only the desk reads it."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Say in a word what it is about, so that nobody has to ask again.")
        },
    )

    def __init__(self, *args: Any, to: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.choices = [("", _("Choose")), *to]


class EndForm(forms.Form):
    """What a chat came to; a quick answer says what it was about, and what the answer was."""

    disposition = forms.ChoiceField(
        label=_("What did it come to?"),
        widget=forms.RadioSelect,
        initial="request_new",
        choices=[
            ("request_new", _("The request goes on")),
            ("quick_answer", _("It was answered, and is over")),
            ("wrong_number", _("They meant somebody else")),
            ("spam", _("It was spam")),
        ],
    )
    answer = forms.CharField(
        label=_("The answer"), widget=forms.Textarea(attrs={"rows": 3}), error_messages=NEEDED
    )
    service = forms.ChoiceField(label=_("Service"), error_messages=NEEDED)
    category = forms.ChoiceField(label=_("Category"), error_messages=NEEDED)

    def __init__(self, *args: Any, services: Pairs, categories: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("service", services), ("category", categories)):
            field: Any = self.fields[name]
            field.choices = [("", _("Choose")), *choices]
        if self.is_bound and self.data.get("disposition") != "quick_answer":
            for name in QUICK:
                self.fields[name].required = False

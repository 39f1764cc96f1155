"""What a requester may type about a request of theirs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.kit.errors import Refusal
from spoc.records.forms import FilesField
from spoc.requests.rules import cancel_reasons
from spoc.requests.words import CANCEL


class AnswerForm(forms.Form):
    """More words, more files."""

    text = forms.CharField(
        label=_("Add something"), required=False, widget=forms.Textarea(attrs={"id": "field-text"})
    )
    attachments = FilesField()


class ReopenForm(forms.Form):
    """What is still wrong."""

    reason = forms.CharField(
        label=_("What is still wrong?"),
        help_text=_("Tell us what you see now. We take it up again where we were."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what is still wrong.")},
    )


class AttentionForm(forms.Form):
    """Why somebody should look at it."""

    reason = forms.CharField(
        label=_("What is wrong with how it goes?"),
        help_text=_("It stands among the messages of your request, where you can read it too."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why it needs attention.")},
    )


class CancelForm(forms.Form):
    """Why it is not needed."""

    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=[(code, CANCEL[code]) for code in cancel_reasons(is_desk=False)],
        initial="withdrawn",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )


def refused(form: forms.Form, refusal: Refusal) -> forms.Form:
    """Put what was refused beside the fields it is about."""
    for name, words in (refusal.fields or {"": refusal.sentence}).items():
        form.add_error(name if name in form.fields else None, words)
    return form

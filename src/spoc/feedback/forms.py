"""What may be typed by those who say how it was, give thanks, or complain."""

from typing import TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.feedback.rules import SCORES
from spoc.feedback.words import CATEGORY, SCORE
from spoc.kit.errors import Refusal

Typed = TypeVar("Typed", bound=forms.Form)
FACES = [(score, SCORE[str(score)]) for score in SCORES]


class AnswerForm(forms.Form):
    """How it was, why, and thanks."""

    score = forms.TypedChoiceField(
        label=_("How satisfied are you with how we handled it?"),
        choices=FACES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one of the five."),
            "invalid_choice": _("Choose one of the five."),
        },
    )
    comment = forms.CharField(
        label=_("What was good, and what was not?"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    thanks = forms.CharField(
        label=_("Thanks to whoever helped you"),
        help_text=_("We pass it on: they read it."),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ThanksForm(forms.Form):
    """Thanks."""

    words = forms.CharField(
        label=_("Your thanks"),
        help_text=_("We pass it on: whoever helped you reads it."),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write a few words of thanks.")},
    )


class ComplaintForm(forms.Form):
    """What somebody complains of."""

    category = forms.ChoiceField(
        label=_("What is it about?"),
        choices=list(CATEGORY.items()),
        initial="handling",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What do you complain of?"),
        help_text=_("Say what happened and what you expected. A manager reads it, not the agent."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Say what you complain of.")},
    )


class ObjectionForm(forms.Form):
    """Why a response will not do."""

    words = forms.CharField(
        label=_("What is still wrong?"),
        help_text=_("The management reads it, and has the last word."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Say what is still wrong.")},
    )


def refused(form: Typed, refusal: Refusal) -> Typed:
    """Put what was refused beside the fields it is about."""
    for name, words in (refusal.fields or {"": refusal.sentence}).items():
        form.add_error(name if name in form.fields else None, words)
    return form

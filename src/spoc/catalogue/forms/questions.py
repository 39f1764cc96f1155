"""What may be typed about guided questions and their answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import label
from spoc.catalogue.access import categories_named_by, questions_shaped_by, services_named_by
from spoc.catalogue.forms.worded import WordedForm
from spoc.catalogue.models import Answer, Category, Question, Service
from spoc.catalogue.rules import TYPES
from spoc.people.models import Person


def types() -> list[tuple[str, object]]:
    """Return the four types with their words, and none of them."""
    return [
        ("", _("None: a question follows")),
        *((code, label("request_type", code)) for code in TYPES),
    ]


class QuestionForm(WordedForm):
    """A guided question, and where not knowing leads."""

    unknown_next = forms.ModelChoiceField(
        Question.objects.none(),
        label=_("I don't know leads to"),
        required=False,
        empty_label=_("A person, who decides"),
        help_text=_("Everybody may answer so: it stands under every question"),
    )
    is_first = forms.BooleanField(
        label=_("Every walk begins with it"),
        required=False,
        help_text=_("The one that did before becomes one of the others"),
    )
    field_order = ("name", "swedish", "unknown_next", "is_live", "is_first")

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("The question in English")
        self.fields["swedish"].label = _("The question in Swedish")
        self.fields["name"].help_text = _("In plain words: requesters read it as it stands")
        following: Any = self.fields["unknown_next"]
        following.queryset = _following(viewer)


class AnswerForm(WordedForm):
    """What may be answered, and where that leads."""

    next = forms.ModelChoiceField(
        Question.objects.none(),
        label=_("The question that follows"),
        required=False,
        empty_label=_("None: this answer says what it is"),
    )
    type = forms.ChoiceField(label=_("Type"), choices=types, required=False)
    service = forms.ModelChoiceField(
        Service.objects.none(),
        label=_("Service"),
        required=False,
        empty_label=_("As the words say"),
    )
    category = forms.ModelChoiceField(
        Category.objects.none(),
        label=_("Category"),
        required=False,
        empty_label=_("None: a question follows"),
    )
    is_complaint = forms.BooleanField(
        label=_("Who answers so complains"),
        required=False,
        help_text=_("The request is marked as a complaint"),
    )
    rank = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=1000, initial=10)
    field_order = (
        *("name", "swedish", "rank", "next", "type", "service", "category"),
        *("is_complaint", "is_live"),
    )

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("The answer in English")
        self.fields["swedish"].label = _("The answer in Swedish")
        choices: Any = self.fields
        choices["next"].queryset = _following(viewer)
        choices["service"].queryset = services_named_by(viewer).order_by("is_unknown", "name")
        choices["category"].queryset = categories_named_by(viewer).order_by("name")


def known_question(row: Question) -> dict[str, Any]:
    """Return what the form of a question begins with."""
    fields = ("name", "is_first", "is_live")
    given = {name: getattr(row, name) for name in fields}
    return {**given, "swedish": row.names.get("sv", ""), "unknown_next": row.unknown_next_id}


def known_answer(row: Answer) -> dict[str, Any]:
    """Return what the form of an answer begins with."""
    fields = ("name", "type", "is_complaint", "rank", "is_live")
    keys = {name: getattr(row, f"{name}_id") for name in ("next", "service", "category")}
    given = {name: getattr(row, name) for name in fields}
    return {**given, **keys, "swedish": row.names.get("sv", "")}


def _following(viewer: Person) -> Any:
    """Return the questions an answer may lead to: those in use that have answers."""
    rows = questions_shaped_by(viewer).filter(is_live=True, answers__is_live=True)
    return rows.distinct().order_by("name")

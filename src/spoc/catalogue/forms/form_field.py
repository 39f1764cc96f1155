"""What may be typed about one field of an offering's form."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.rules.form_fields import CHOSEN, Condition, Field
from spoc.catalogue.words import FORM_FIELD_KIND

BETWEEN = "|"
BEGINNINGS = [
    ("", _("Nothing")),
    ("name", _("Their name")),
    ("title", _("Their title")),
    ("place", _("Their place")),
    ("mail", _("Their mail address")),
    ("phone", _("Their phone")),
    ("organisation", _("Their organisation")),
    ("person", _("The person themselves")),
    ("manager", _("Their manager")),
]


class FormFieldForm(forms.Form):
    """A field: what is asked, what may be answered, and when it is shown."""

    name = forms.CharField(label=_("Question in English"), max_length=200)
    swedish = forms.CharField(label=_("Question in Swedish"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("What is filled in"), choices=list(FORM_FIELD_KIND.items()))
    is_needed = forms.BooleanField(label=_("It must be answered"), required=False)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line, in English and Swedish: Blue | Blå"),
    )
    hint = forms.CharField(label=_("Hint in English"), max_length=500, required=False)
    hint_swedish = forms.CharField(label=_("Hint in Swedish"), max_length=500, required=False)
    least = forms.FloatField(
        label=_("At least"),
        required=False,
        help_text=_("A number, or how many signs or choices"),
    )
    most = forms.FloatField(label=_("At most"), required=False)
    begins_with = forms.ChoiceField(
        label=_("It begins with"),
        choices=BEGINNINGS,
        required=False,
        help_text=_("What is known of the person it is ordered for"),
    )
    default = forms.CharField(
        label=_("Or else with"),
        max_length=500,
        required=False,
        help_text=_("As it would be answered; several choices between commas"),
    )
    when = forms.ChoiceField(label=_("When it is shown"), required=False)
    key = forms.CharField(
        label=_("What programs call it"),
        max_length=40,
        required=False,
        help_text=_("Empty means it is made of the question"),
    )

    def __init__(self, *args: Any, above: Sequence[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.above = above
        known = str(self.initial.get("when", ""))
        when: Any = self.fields["when"]
        offered = [("", gettext("Always")), *_conditions(above)]
        if known and known not in dict(offered):
            offered.append((known, known))
        when.choices = offered

    def kept(self, before: Field | None) -> dict[str, object]:
        """Return the field as it is kept with the offering."""
        given = self.cleaned_data
        key = given["key"] or (before.key if before else _key_for(given["name"], self.above))
        found: dict[str, object] = {
            "key": key,
            "kind": given["kind"],
            "name": given["name"].strip(),
            "names": _swedish(given["swedish"]),
            "hint": given["hint"].strip(),
            "hints": _swedish(given["hint_swedish"]),
            "is_needed": given["is_needed"],
            "least": given["least"],
            "most": given["most"],
            "begins_with": given["begins_with"],
            "default": given["default"].strip(),
        }
        if given["kind"] in CHOSEN:
            keys = {each.name: each.key for each in before.choices} if before else {}
            found["choices"] = _choices(given["choices"], keys)
            found["default"] = ",".join(_as_keys(str(found["default"]), found["choices"]))
        if given["when"]:
            found["when"] = _condition(given["when"])
        return found


def known_form_field(row: Field) -> dict[str, Any]:
    """Return what the form of a field begins with."""
    plain = ("name", "kind", "is_needed", "hint", "least", "most", "begins_with", "default", "key")
    lines = [
        f"{each.name} {BETWEEN} {each.names['sv']}" if each.names.get("sv") else each.name
        for each in row.choices
    ]
    return {
        **{name: getattr(row, name) for name in plain},
        "swedish": row.names.get("sv", ""),
        "hint_swedish": row.hints.get("sv", ""),
        "choices": "\n".join(lines),
        "when": _said(row.when) if row.when else "",
    }


def _conditions(above: Sequence[Field]) -> list[tuple[str, str]]:
    """Return what a field may hang on, each as one choice that reads as a sentence."""
    found = []
    for each in above:
        if not each.is_asked:
            continue
        options = [(choice.key, choice.name) for choice in each.choices]
        if each.kind == "yes_no":
            options = [("yes", gettext("Yes")), ("no", gettext("No"))]
        for key, name in options:
            about = {"field": each.name, "value": name}
            found.append((f"{each.key}:is:{key}", gettext("%(field)s: %(value)s") % about))
            if each.kind != "yes_no":
                words = gettext("%(field)s: not %(value)s") % about
                found.append((f"{each.key}:is_not:{key}", words))
        about = {"field": each.name}
        found.append((f"{each.key}:filled", gettext("%(field)s is answered") % about))
        found.append((f"{each.key}:empty", gettext("%(field)s is left empty") % about))
    return found


def _said(when: Condition) -> str:
    return ":".join([when.field, when.test, *([",".join(when.values)] if when.values else [])])


def _condition(said: str) -> dict[str, object]:
    field, test, values = (*said.split(":", 2), "", "")[:3]
    return {"field": field, "test": test, "values": values.split(",") if values else []}


def _swedish(words: str) -> dict[str, str]:
    return {"sv": words.strip()} if words.strip() else {}


def _choices(lines: str, keys: dict[str, str]) -> list[dict[str, object]]:
    """Return choices in their order, each once; one that keeps its name keeps its key."""
    found: dict[str, dict[str, object]] = {}
    for line in lines.splitlines():
        name, _bar, swedish = (part.strip()[:200] for part in line.partition(BETWEEN))
        key = keys.get(name) or slugify(name)[:40] or f"choice-{len(found) + 1}"
        if name and key not in found:
            found[key] = {"key": key, "name": name, "names": _swedish(swedish)}
    return list(found.values())


def _as_keys(default: str, choices: object) -> list[str]:
    """Return what a field of choices begins with by their keys, though it was said by names."""
    rows = choices if isinstance(choices, list) else []
    keys = {str(each["name"]).casefold(): str(each["key"]) for each in rows}
    said = [each.strip() for each in default.split(",") if each.strip()]
    return [keys.get(each.casefold(), each) for each in said]


def _key_for(name: str, above: Sequence[Field]) -> str:
    """Return a key made of the question that no other field of the form has."""
    taken = {each.key for each in above}
    stem = slugify(name).replace("-", "_")[:36].strip("_")
    stem = stem if stem[:1].isalpha() else f"field_{stem}".strip("_")
    tries = (stem if number == 1 else f"{stem}_{number}" for number in range(1, 100))
    return next(each for each in tries if each not in taken)

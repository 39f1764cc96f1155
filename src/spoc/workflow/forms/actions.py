"""What may be typed about actions: the form is made of what the kind asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from spoc.people.models import Person
from spoc.people.queries import people_with_duties
from spoc.workflow.action_access import hands, may_add
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.base import ActionKind, Setting
from spoc.workflow.models import Action
from spoc.workflow.rules.actions import Wanted, as_map, read_wanted, written

OWN = ("name", "inputs", "needs_identity", "owner", "run_as")
LINES = {"rows": 6, "spellcheck": "false", "autocomplete": "off"}


class ActionForm(forms.Form):
    """An action's name, what its kind must be told, and whose it is."""

    name = forms.CharField(label=_("Name"), max_length=80)

    def __init__(
        self,
        *args: Any,
        viewer: Person,
        kind: type[ActionKind],
        action: Action | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = action.settings if action else {}
        for setting in kind.asked():
            self.fields[f"s_{setting.key}"] = _field(setting, bool(known.get(setting.key)))
        if kind.asks_inputs:
            self.fields["inputs"] = _inputs_field()
        self.fields["needs_identity"] = _identity_field()
        if may_add(viewer):
            self.fields["owner"] = _person_field(
                _("Owner"), _("Who answers for it"), people_with_duties(), _("Me")
            )
            self.fields["run_as"] = _person_field(
                _("Acts as"), _("In whose name it does what it does here"), hands(), _("Nobody")
            )
        if action is not None:
            self.initial = _initial(kind, action)

    def clean_inputs(self) -> dict[str, str]:
        """Return what it is given, by name."""
        wanted, wrong = read_wanted(self.cleaned_data["inputs"])
        if wrong:
            words = gettext("“%(line)s” is not understood: write a name, then its sort.")
            raise forms.ValidationError(words % {"line": wrong[:60]})
        return as_map(wanted)

    def plan(self) -> ActionPlan:
        """Return what the action is to be."""
        given = self.cleaned_data
        told = {name[2:]: str(value) for name, value in given.items() if name[:2] == "s_"}
        return ActionPlan(
            name=given["name"],
            told=told,
            inputs=given.get("inputs") or {},
            owner=given.get("owner"),
            run_as=given.get("run_as"),
            needs_identity=given["needs_identity"],
        )

    def add_error(self, field: str | None, error: Any) -> None:
        """Let what is wrong with a setting stand beside its field."""
        known = field if field in self.fields or field is None else f"s_{field}"
        super().add_error(known if known in self.fields else None, error)


class TrialForm(forms.Form):
    """What an action is given for once."""

    def __init__(self, *args: Any, wanted: list[Wanted], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for each in wanted:
            self.fields[each.key] = _input(each)


def _initial(kind: type[ActionKind], action: Action) -> dict[str, object]:
    secret = {setting.key for setting in kind.asked() if setting.is_secret}
    told = {f"s_{key}": value for key, value in action.settings.items() if key not in secret}
    return {
        **told,
        "name": action.name,
        "inputs": written(action.inputs),
        "needs_identity": action.needs_identity,
        "owner": action.owner_id,
        "run_as": action.run_as_id,
    }


def _field(setting: Setting, is_known: bool) -> forms.Field:
    """Return the field of one setting; a secret is never shown, and stays when left empty."""
    label, hint = str(setting.label), str(setting.hint)
    if setting.is_secret:
        return forms.CharField(
            label=label,
            strip=False,
            required=not (is_known or setting.is_optional),
            help_text=gettext("Leave it empty to keep the one there is") if is_known else hint,
            widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        )
    if setting.choices:
        return forms.ChoiceField(
            label=label, help_text=hint, choices=setting.choices, initial=setting.default
        )
    return forms.CharField(
        label=label,
        help_text=hint,
        required=not setting.is_optional,
        initial=setting.default,
        widget=forms.Textarea(attrs=LINES) if setting.is_long else forms.TextInput,
    )


def _inputs_field() -> forms.CharField:
    return forms.CharField(
        label=gettext("What it is given each time"),
        required=False,
        max_length=2000,
        help_text=gettext(
            "One a line: a name, then text, number, yes_no or secret, and optional where it may"
            " be missing"
        ),
        widget=forms.Textarea(attrs={**LINES, "rows": 4}),
    )


def _identity_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext("Only for who proved who they are"),
        required=False,
        help_text=gettext("It acts on the account that was proven a moment ago, and on no other"),
    )


def _person_field(label: Any, hint: Any, people: Any, empty: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        people, label=label, required=False, help_text=hint, empty_label=empty
    )


def _input(wanted: Wanted) -> forms.Field:
    required = not wanted.is_optional
    if wanted.type == "yes_no":
        return forms.BooleanField(label=wanted.key, required=False)
    if wanted.type == "secret":
        widget = forms.PasswordInput(attrs={"autocomplete": "off"})
        return forms.CharField(label=wanted.key, required=required, widget=widget)
    return forms.CharField(label=wanted.key, required=required, max_length=2000)

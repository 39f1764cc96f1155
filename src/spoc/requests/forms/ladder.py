"""What may be typed about a ladder: its rungs, and who leads the department."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spoc.catalogue.queries import live_services
from spoc.people.models import Person
from spoc.requests.ladder_words import LEVEL, ROLE, TRIGGER, wrong_sentence
from spoc.requests.models import Ladder
from spoc.requests.queries.ladders import leaders
from spoc.requests.rules.ladder import LEVELS, LONGEST, Step, roles_of, triggers_of, wrong

BLANK_ROWS = 2
MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class RungForm(forms.Form):
    """A rung: when, who, and how long they have to answer."""

    trigger = forms.ChoiceField(label=_("When"), required=False)
    roles = forms.MultipleChoiceField(
        label=_("Who hears"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes = forms.IntegerField(
        label=_("Answer within, minutes"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        help_text=_("Empty: they are told and need not answer"),
    )
    is_always = forms.BooleanField(
        label=_("Day and night"),
        required=False,
        help_text=_("Else the minutes run while the promise runs"),
    )
    is_digest = forms.BooleanField(
        label=_("In one letter a working day"),
        required=False,
        help_text=_("Instead of a letter each time; nobody need answer it"),
    )

    def __init__(self, *args: Any, level: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.level = level
        trigger: Any = self.fields["trigger"]
        roles: Any = self.fields["roles"]
        trigger.choices = [("", "–"), *((each, TRIGGER[each]) for each in triggers_of(level))]
        roles.choices = [(each, ROLE[each]) for each in roles_of(level)]

    def clean(self) -> dict[str, Any]:
        """Refuse a rung that could not be followed."""
        given = super().clean() or {}
        if self.is_blank or self.errors:
            return given
        code = wrong(self.step, self.level)
        if code:
            field = {"nobody": "roles", "unknown": "trigger", "digest": "is_digest"}.get(
                code, "minutes"
            )
            self.add_error(field, wrong_sentence(code))
        return given

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.cleaned_data.get("trigger") and not self.cleaned_data.get("roles")

    @property
    def step(self) -> Step:
        """The rung as it was typed."""
        given = self.cleaned_data
        roles = tuple(given.get("roles") or ())
        always = bool(given.get("is_always")) and given.get("minutes") is not None
        gathered = bool(given.get("is_digest"))
        return Step(given.get("trigger") or "", 0, roles, given.get("minutes"), always, gathered)


class Rungs(forms.BaseFormSet):
    """The rungs of a ladder in their order."""

    def steps(self) -> list[Step]:
        """Return the rungs that are kept, as they were typed."""
        gone = self.deleted_forms
        return [form.step for form in self.forms if form not in gone and not form.is_blank]


RungSet = forms.formset_factory(RungForm, Rungs, extra=BLANK_ROWS, can_delete=True, max_num=40)


class LadderForm(forms.Form):
    """What a ladder needs beside its rungs."""

    head = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Head of the department"),
        required=False,
        empty_label=_("The customer service manager"),
        help_text=_("Who is meant wherever a rung names the head"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        head: Any = self.fields["head"]
        head.queryset = leaders()


class NewLadderForm(forms.Form):
    """For which priority of which service a ladder of its own is begun."""

    service = forms.ChoiceField(label=_("Service"))
    level = forms.ChoiceField(
        label=_("Requests"), choices=[(level, LEVEL[level]) for level in LEVELS]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        service: Any = self.fields["service"]
        service.choices = [(each.key, str(each)) for each in live_services()]


class StartForm(forms.Form):
    """From when the preview begins, on the clock of the promise."""

    start = forms.DateTimeField(label=_("It begins"), required=False, widget=MOMENT)


def known(ladder: Ladder) -> list[dict[str, object]]:
    """Return what the rows of rungs begin with."""
    return [
        {
            "trigger": step.trigger,
            "roles": list(step.roles),
            "minutes": step.minutes,
            "is_always": step.is_always,
            "is_digest": step.is_digest,
        }
        for step in ladder.steps
    ]

"""What may be typed about processes, and who or what does their steps."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spoc.people.access import teams_visible_to
from spoc.people.models import Person, Team
from spoc.workflow.process_words import APPROVER, DOES, RULE, SORT
from spoc.workflow.queries.machines import machines_offered
from spoc.workflow.rules.reading import LARGEST
from spoc.workflow.rules.step_list import SORTS, WAIT
from spoc.workflow.rules.wiring import ACTION, ACTIVITY, APPROVAL, MAY_DO, MOST_DAYS, RULES, Wire

# what a machine is given, one input a line: name = expression
GIVEN_HINT = gettext_lazy("One a line, such as account = account_name")


class FileForm(forms.Form):
    """A BPMN file, from any modeller."""

    file = forms.FileField(
        label=gettext_lazy("BPMN file"),
        help_text=gettext_lazy("BPMN 2.0, from any modeller, at most a megabyte."),
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("What is new in it"), max_length=300, required=False)

    def clean_file(self) -> str | None:
        """Return the words of the file; what is no text is no BPMN."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file is None:
            return None
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("The file is larger than a megabyte: cut the process into several.")
            )
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as fault:
            words = _("This is no XML: export the process from your modeller as BPMN 2.0.")
            raise forms.ValidationError(words) from fault


class DescriptionForm(forms.Form):
    """What a process is called, and what it is for."""

    name = forms.CharField(label=gettext_lazy("Name in English"), max_length=120)
    swedish = forms.CharField(label=gettext_lazy("Name in Swedish"), max_length=120, required=False)
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )


class ProcessForm(DescriptionForm, FileForm):
    """A process: its names, what it is for, and how it begins: from a file, or with one step."""

    first = forms.CharField(
        label=gettext_lazy("Or the first step"),
        help_text=gettext_lazy("Without a file you list the steps here, one by one."),
        max_length=200,
        required=False,
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=gettext_lazy("Who does it"),
        required=False,
        empty_label=gettext_lazy("Choose"),
    )
    field_order = ("name", "swedish", "purpose", "file", "first", "team")

    def __init__(self, *args: Any, viewer: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team: Any = self.fields["team"]
        team.queryset = teams_visible_to(viewer).filter(is_active=True)
        del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        """See that it begins in one way or the other."""
        given = super().clean() or {}
        if not given.get("file") and not given.get("first") and not self.errors:
            words = _("Choose a file, or write the first step.")
            self.add_error("first", words)
        return given


class WireForm(forms.Form):
    """How one step is done; which of the fields matter follows from what does it."""

    does = forms.ChoiceField(label=gettext_lazy("What does it"))
    machine = forms.ChoiceField(label=gettext_lazy("Which one"), required=False)
    given = forms.CharField(
        label=gettext_lazy("What it is given"),
        help_text=GIVEN_HINT,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false"}),
        required=False,
    )
    approvers = forms.MultipleChoiceField(
        label=gettext_lazy("Who approves"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    rule = forms.ChoiceField(label=gettext_lazy("How many of them"), required=False)
    quorum = forms.IntegerField(
        label=gettext_lazy("How many are enough"), min_value=1, max_value=12, required=False
    )
    days = forms.IntegerField(
        label=gettext_lazy("Business days to answer"),
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
    )
    swedish = forms.CharField(label=gettext_lazy("Name in Swedish"), max_length=200, required=False)

    def __init__(self, *args: Any, kind: str, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["does"].choices = [(each, DOES[each]) for each in MAY_DO.get(kind, ("task",))]
        fields["machine"].choices = [("", _("Choose")), *machines_offered()]
        named = [(f"person:{each.pk}", each.name) for each in people]
        fields["approvers"].choices = [*APPROVER.items(), *named]
        fields["rule"].choices = [(each, RULE[each]) for each in RULES]

    def wire(self) -> Wire:
        """Return how the step is done."""
        said = self.cleaned_data
        does, _sep, key = str(said.get("machine") or "").partition(":")
        is_machine = said["does"] in (ACTION, ACTIVITY)
        return Wire(
            does=does if is_machine and does else said["does"],
            key=key if is_machine else "",
            inputs=given_in(said.get("given") or "") if is_machine else {},
            approvers=tuple(said["approvers"]) if said["does"] == APPROVAL else (),
            rule=said.get("rule") or "all",
            quorum=said.get("quorum") or 0,
            days=said.get("days") or 10,
            names={"sv": said["swedish"]} if said.get("swedish") else {},
        )


class StepForm(WireForm):
    """One step of a list: what it is, who does it, and when."""

    name = forms.CharField(label=gettext_lazy("Name in English"), max_length=200)
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=gettext_lazy("Team"),
        required=False,
        empty_label=gettext_lazy("Choose"),
    )
    when = forms.CharField(
        label=gettext_lazy("Only when"),
        help_text=gettext_lazy("A condition, such as price > 5000 or model == 'big'"),
        max_length=300,
        required=False,
    )
    duration = forms.CharField(
        label=gettext_lazy("How long to wait"),
        help_text=gettext_lazy("PT2H is two hours, P1D is a day, 2026-12-24 is that day."),
        max_length=40,
        required=False,
    )
    is_beside = forms.BooleanField(
        label=gettext_lazy("At the same time as the step before"), required=False
    )
    field_order = ("does", "name", "team", "machine", "given", "approvers", "rule", "quorum")

    def __init__(self, *args: Any, viewer: Person, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, kind="user", people=people, **kwargs)
        fields: dict[str, Any] = dict(self.fields)
        fields["does"].choices = [(each, SORT[each]) for each in SORTS]
        fields["team"].queryset = teams_visible_to(viewer).filter(is_active=True)

    def listed(self) -> dict[str, object]:
        """Return the step as a list keeps it."""
        said, how = self.cleaned_data, self.wire()
        team = said.get("team")
        return {
            **how.written(),
            "sort": WAIT if said["does"] == WAIT else how.does,
            "name": said["name"],
            "team": team.pk if team else None,
            "when": said["when"],
            "duration": said["duration"],
            "is_beside": said["is_beside"],
        }


class PublishForm(forms.Form):
    """Whose rights the machines of a process have."""

    runs_as = forms.ModelChoiceField(
        Person.objects.none(),
        label=gettext_lazy("With whose rights machines act in it"),
        help_text=gettext_lazy("Yourself, or a service account."),
        empty_label=None,
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["runs_as"]
        field.queryset = people


def given_in(words: str) -> dict[str, str]:
    """Return what a machine is given, as it is written one a line.

    >>> given_in("account = answers.account\\nnonsense")
    {'account': 'answers.account', 'nonsense': ''}
    """
    pairs = (line.partition("=") for line in words.splitlines() if line.strip())
    return {name.strip(): value.strip() for name, _sep, value in pairs}


def known_wire(how: Wire) -> dict[str, object]:
    """Return how a step is done, as its form begins."""
    return {
        "does": how.does,
        "machine": f"{how.does}:{how.key}" if how.key else "",
        "given": "\n".join(f"{name} = {words}" for name, words in how.inputs.items()),
        "approvers": list(how.approvers),
        "rule": how.rule,
        "quorum": how.quorum or None,
        "days": how.days,
        "swedish": how.names.get("sv", ""),
    }

"""Writing procedures: what they are about, for whom, and what their next version says."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, hold, record
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.knowledge import procedure_access as access
from spoc.knowledge.models import Procedure, ProcedureVersion
from spoc.knowledge.rules.procedure import (
    AUDIENCES,
    DAYS_TO_READ,
    LONGEST_TITLE,
    LONGEST_WORDS,
    PROCESSES,
    REVIEW_MONTHS,
    lacks,
)
from spoc.people.access import demand
from spoc.people.models import Community, Person, Team

LONGEST_CHANGE = 300


@dataclass(frozen=True, slots=True)
class Text:
    """What a version says: in its first language, and in further ones."""

    title: str
    words: str
    told: dict[str, dict[str, str]] = field(default_factory=dict)
    change: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every version: about what, for whom, whose, who reads it, until when."""

    process: str
    audience: str = "desk"
    owner: Person | None = None
    communities: tuple[Community, ...] = ()
    teams: tuple[Team, ...] = ()
    governing: tuple[Person, ...] = ()
    review_months: int = 12
    days_to_read: int = 14


@activity
def write_procedure(text: Text, *, by: Person, terms: Terms) -> Procedure:
    """Begin a procedure: its first version is a draft."""
    demand(access.may_write(by))
    said = _said(text)
    fixed = _fixed(terms, by)
    procedure = Procedure.objects.create(created_at=now(), **fixed)
    hold(procedure)
    _point(procedure, terms)
    _add_version(procedure, by=by, text=said)
    record("procedure.written", procedure, by=by, title=said.title)
    return procedure


@activity
def describe_procedure(
    procedure: Procedure, *, by: Person, terms: Terms, version: int | None = None
) -> Procedure:
    """Say what it is about, for whom it is, whose it is, and who reads what comes into force."""
    demand(access.may_revise(by, procedure))
    _demand_current(procedure, version)
    fixed = _fixed(terms, procedure.owner)
    for name, value in fixed.items():
        setattr(procedure, name, value)
    procedure.version += 1
    procedure.save(update_fields=[*fixed, "version"])
    _point(procedure, terms)
    record("procedure.described", procedure, by=by, title=str(procedure))
    return procedure


@activity
def revise_procedure(
    procedure: Procedure, *, by: Person, text: Text, version: int | None = None
) -> ProcedureVersion:
    """Write what comes next: the version in the making, or a new one beside that in force.

    What was approved is a draft again, since nobody has approved these words.
    """
    demand(access.may_revise(by, procedure))
    _demand_current(procedure, version)
    said = _said(text)
    made = procedure.in_making
    if made is None:
        made = _add_version(procedure, by=by, text=said)
    else:
        made.move_to("revise", _("This version is in force: write a new one."))
        made.title, made.words, made.told, made.change = _fields(said)
        made.author, made.written_at = by, now()
        made.approver = made.approved_at = None
        made.save()
    count_up(procedure)
    record("procedure.revised", procedure, by=by, title=made.title, number=made.number)
    return made


def _said(text: Text) -> Text:
    """Return the text as it is kept, or refuse it with a sentence for each field."""
    told = {
        language: {
            "title": one_line(said.get("title", ""), LONGEST_TITLE),
            "words": tidy(said.get("words", "")).strip()[:LONGEST_WORDS],
        }
        for language, said in text.told.items()
    }
    title, words = one_line(text.title, LONGEST_TITLE), tidy(text.words).strip()[:LONGEST_WORDS]
    sentences = {
        "title": _("Give it a title."),
        "words": _("Write how it is done."),
        "half": _("Write both the title and the words in this language, or neither."),
    }
    if wrong := {name: sentences[code] for name, code in lacks(title, words, told).items()}:
        raise NotPossible(next(iter(wrong.values())), fields=wrong)
    whole = {language: said for language, said in told.items() if said["title"]}
    return Text(title, words, whole, one_line(text.change, LONGEST_CHANGE))


def _fixed(terms: Terms, owner: Person) -> dict[str, object]:
    """Return the plain terms as they are kept, or refuse what does not fit."""
    wrong = {}
    if terms.process not in PROCESSES:
        wrong["process"] = _("Choose what it is about from the list.")
    if terms.audience not in AUDIENCES:
        wrong["audience"] = _("Choose from the list who may read it.")
    for name, (least, most) in {
        "review_months": REVIEW_MONTHS,
        "days_to_read": DAYS_TO_READ,
    }.items():
        if not least <= getattr(terms, name) <= most:
            bounds = {"least": least, "most": most}
            wrong[name] = _("Enter a number from %(least)s to %(most)s.") % bounds
    owned_by = terms.owner or owner
    if not access.may_open(owned_by):
        wrong["owner"] = _("Choose somebody who works at the desk.")
    if wrong:
        raise NotPossible(_("Some of it does not fit: mend what is marked."), fields=wrong)
    plain = {name: getattr(terms, name) for name in ("process", "audience")}
    numbers = {name: getattr(terms, name) for name in ("review_months", "days_to_read")}
    return {**plain, **numbers, "owner": owned_by}


def _point(procedure: Procedure, terms: Terms) -> None:
    procedure.communities.set(terms.communities)
    procedure.teams.set(terms.teams)
    procedure.governing.set(terms.governing)


def _add_version(procedure: Procedure, *, by: Person, text: Text) -> ProcedureVersion:
    newest = procedure.versions.order_by("-number").first()
    title, words, told, change = _fields(text)
    return ProcedureVersion.objects.create(
        procedure=procedure,
        number=newest.number + 1 if newest else 1,
        title=title,
        words=words,
        told=told,
        change=change,
        author=by,
        written_at=now(),
    )


def _fields(text: Text) -> tuple[str, str, dict[str, dict[str, str]], str]:
    return text.title, text.words, text.told, text.change


def _demand_current(procedure: Procedure, version: int | None) -> None:
    if version is not None and version != procedure.version:
        raise Stale(_("Somebody changed it meanwhile. What you wrote is still here: compare."))


def count_up(procedure: Procedure) -> None:
    """Let pages that were opened before know that it is no longer as they show it."""
    procedure.version += 1
    procedure.save(update_fields=["version"])

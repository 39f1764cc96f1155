"""Macros and text snippets for machines: keeping them."""

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.people.access import demand, teams_visible_to
from spoc.people.models import Person
from spoc.requests.activities import macros
from spoc.requests.macro_access import macros_visible_to, may_keep, snippets_visible_to
from spoc.requests.models import Macro, Snippet
from spoc.requests.models.macro import Prepared
from spoc.requests.rules.macro import AUDIENCES
from spoc.site.machines import Key, OneOf, Walk, answers, find, named, page_of
from spoc.site.tokens import caller

router = Router()
ORDER = ("sort_name", "id")
Audience = Annotated[str, OneOf(AUDIENCES)]
Name = Annotated[str, Field(max_length=120)]
STEPS = (
    'What it does in order, each step with its kind in `do`, as `{"do": "assign", "assignee":'
    ' "me"}`; the kinds are classify, assign, reply, note, tag, link, watch, pause, resolve.'
)


class PreparedIn(Schema):
    """What macros and snippets share: the English name, other names by language, and for whom."""

    name: str = Field(min_length=1, max_length=120)
    names: dict[str, Name] = Field({}, max_length=5)
    audience: Audience = "mine"
    team: Key | None = Field(None, description="Whose it is, where it is a team's.")


class MacroIn(PreparedIn):
    """A macro with its steps."""

    words: str = Field("", max_length=300)
    steps: list[dict[str, Annotated[str, Field(max_length=20_000)]]] = Field(
        [], max_length=20, description=STEPS
    )


class SnippetIn(PreparedIn):
    """A text by language."""

    texts: dict[str, Annotated[str, Field(max_length=20_000)]] = Field(max_length=5)


class MacroOut(MacroIn):
    """A macro as it is kept."""

    id: int
    owner: int


class SnippetOut(SnippetIn):
    """A text snippet as it is kept."""

    id: int
    owner: int


class MacrosOut(Schema):
    """A page of macros by name, and the mark of the next page."""

    items: list[MacroOut]
    next: str | None


class SnippetsOut(Schema):
    """A page of text snippets by name, and the mark of the next page."""

    items: list[SnippetOut]
    next: str | None


@router.get("/macros", response=answers(MacrosOut))
def list_macros(request: HttpRequest, walk: Walk) -> MacrosOut:
    """List the macros the caller may use: their own, their teams', and everybody's."""
    rows, mark = page_of(macros_visible_to(_keeper(request)), ORDER, walk)
    return MacrosOut(items=[_macro(row) for row in rows], next=mark)


@router.post("/macros", response=answers(MacroOut, 201))
def add_macro(request: HttpRequest, asked: MacroIn) -> Status[MacroOut]:
    """Make a macro."""
    by = _keeper(request)
    with transaction.atomic():
        row = macros.add_macro(asked.name, by=by, words=asked.words, **_shared(asked, by))
        macros.set_steps(row, by=by, steps=asked.steps)
    return Status(201, _macro(row))


@router.get("/macros/{int:macro}", response=answers(MacroOut))
def read_macro(request: HttpRequest, macro: int) -> MacroOut:
    """Read a macro."""
    return _macro(find(macros_visible_to(_keeper(request)), macro))


@router.put("/macros/{int:macro}", response=answers(MacroOut))
def change_macro(request: HttpRequest, macro: int, asked: MacroIn) -> MacroOut:
    """Change a macro: what is not sent is as in a new one."""
    by = _keeper(request)
    row: Macro = find(macros_visible_to(by), macro)
    with transaction.atomic():
        shared = _shared(asked, by)
        macros.change_macro(row, by=by, name=asked.name, words=asked.words, **shared)
        macros.set_steps(row, by=by, steps=asked.steps)
    return _macro(row)


@router.delete("/macros/{int:macro}", response=answers(None, 204))
def end_macro(request: HttpRequest, macro: int) -> Status[None]:
    """Take a macro out of use."""
    by = _keeper(request)
    macros.end_macro(find(macros_visible_to(by), macro), by=by)
    return Status(204, None)


@router.get("/snippets", response=answers(SnippetsOut))
def list_snippets(request: HttpRequest, walk: Walk) -> SnippetsOut:
    """List the text snippets the caller may use."""
    rows, mark = page_of(snippets_visible_to(_keeper(request)), ORDER, walk)
    return SnippetsOut(items=[_snippet(row) for row in rows], next=mark)


@router.post("/snippets", response=answers(SnippetOut, 201))
def add_snippet(request: HttpRequest, asked: SnippetIn) -> Status[SnippetOut]:
    """Keep a text that is written often."""
    by = _keeper(request)
    row = macros.add_snippet(asked.name, by=by, texts=asked.texts, **_shared(asked, by))
    return Status(201, _snippet(row))


@router.get("/snippets/{int:snippet}", response=answers(SnippetOut))
def read_snippet(request: HttpRequest, snippet: int) -> SnippetOut:
    """Read a text snippet."""
    return _snippet(find(snippets_visible_to(_keeper(request)), snippet))


@router.put("/snippets/{int:snippet}", response=answers(SnippetOut))
def change_snippet(request: HttpRequest, snippet: int, asked: SnippetIn) -> SnippetOut:
    """Change a text snippet."""
    by = _keeper(request)
    row: Snippet = find(snippets_visible_to(by), snippet)
    shared = _shared(asked, by)
    macros.change_snippet(row, by=by, name=asked.name, texts=asked.texts, **shared)
    return _snippet(row)


@router.delete("/snippets/{int:snippet}", response=answers(None, 204))
def end_snippet(request: HttpRequest, snippet: int) -> Status[None]:
    """Take a text snippet out of use."""
    by = _keeper(request)
    macros.end_snippet(find(snippets_visible_to(by), snippet), by=by)
    return Status(204, None)


def _keeper(request: HttpRequest) -> Person:
    by = caller(request)
    demand(may_keep(by))
    return by


def _shared(asked: PreparedIn, by: Person) -> Any:
    team = named(teams_visible_to(by), asked.team, "team")
    return {"names": asked.names, "audience": asked.audience, "team": team}


def _macro(row: Macro) -> MacroOut:
    return MacroOut(words=row.words, steps=row.steps, **_kept(row))


def _snippet(row: Snippet) -> SnippetOut:
    return SnippetOut(texts=row.texts, **_kept(row))


def _kept(row: Prepared) -> dict[str, Any]:
    return {
        "id": row.pk,
        "owner": row.owner_id,
        "name": row.name,
        "names": row.names,
        "audience": row.audience,
        "team": row.team_id,
    }

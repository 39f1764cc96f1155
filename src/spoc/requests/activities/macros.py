"""Keeping macros and text snippets: own ones, a team's, everybody's."""

from collections.abc import Sequence
from typing import TypedDict, TypeVar, Unpack

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible
from spoc.kit.text import one_line, sort_key, tidy
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Person, Team
from spoc.requests.macro_access import may_change, may_keep, may_share
from spoc.requests.macro_words import wrong_words
from spoc.requests.models import Macro, Snippet
from spoc.requests.rules.macro import (
    AUDIENCES,
    LANGUAGES,
    MOST_STEPS,
    Step,
    first_wrong,
    wrong_with,
)

Kept = TypeVar("Kept", Macro, Snippet)
MOST_WORDS = 20_000


class Particulars(TypedDict, total=False):
    """What may be said of a macro or a snippet beside its English name: for whom it is."""

    names: dict[str, str]
    audience: str
    team: Team | None


@activity
def add_macro(
    name: str, *, by: Person, words: str = "", **particulars: Unpack[Particulars]
) -> Macro:
    """Begin a macro; its steps are added one by one."""
    demand(may_keep(by))
    wanted = _as_kept(name, particulars, by)
    macro = Macro.objects.create(owner=by, words=one_line(words, 300), **wanted)
    record("macro.added", macro, by=by, name=macro.name)
    return macro


@activity
def change_macro(
    macro: Macro, *, by: Person, name: str, words: str = "", **particulars: Unpack[Particulars]
) -> Macro:
    """Change what a macro is called and for whom it is."""
    demand(may_change(by, macro))
    wanted = _as_kept(name, particulars, by)
    changes = change(macro, {**wanted, "words": one_line(words, 300)})
    if changes:
        record("macro.changed", macro, by=by, name=macro.name, changes=changes)
    return macro


@activity
def set_steps(macro: Macro, *, by: Person, steps: Sequence[Step]) -> Macro:
    """Say what a macro does, in order; a step that could not be taken is refused by name."""
    demand(may_change(by, macro))
    kept = [{name: tidy(value) for name, value in step.items() if value} for step in steps]
    if len(kept) > MOST_STEPS:
        raise NotPossible(_("A macro has 20 steps at most."))
    if found := first_wrong(kept):
        place, wrong = found
        words = wrong_words(wrong)
        said = {"place": place, "why": words}
        raise NotPossible(_("Step %(place)s: %(why)s") % said, fields={wrong.field: words})
    changes = change(macro, {"steps": kept})
    if changes:
        record("macro.changed", macro, by=by, name=macro.name, changes=changes)
    return macro


@activity
def end_macro(macro: Macro, *, by: Person) -> Macro:
    """Take a macro out of use; what it did stays done."""
    demand(may_change(by, macro))
    if change(macro, {"is_active": False}):
        record("macro.ended", macro, by=by, name=macro.name)
    return macro


@activity
def add_snippet(
    name: str, *, by: Person, texts: dict[str, str], **particulars: Unpack[Particulars]
) -> Snippet:
    """Keep a text that is written often."""
    demand(may_keep(by))
    wanted = {**_as_kept(name, particulars, by), "texts": _texts(texts)}
    snippet = Snippet.objects.create(owner=by, **wanted)
    record("snippet.added", snippet, by=by, name=snippet.name)
    return snippet


@activity
def change_snippet(
    snippet: Snippet,
    *,
    by: Person,
    name: str,
    texts: dict[str, str],
    **particulars: Unpack[Particulars],
) -> Snippet:
    """Change a text that is written often."""
    demand(may_change(by, snippet))
    changes = change(snippet, {**_as_kept(name, particulars, by), "texts": _texts(texts)})
    if changes:
        record("snippet.changed", snippet, by=by, name=snippet.name, changes=changes)
    return snippet


@activity
def end_snippet(snippet: Snippet, *, by: Person) -> Snippet:
    """Take a text out of use."""
    demand(may_change(by, snippet))
    if change(snippet, {"is_active": False}):
        record("snippet.ended", snippet, by=by, name=snippet.name)
    return snippet


def _as_kept(name: str, particulars: Particulars, by: Person) -> dict[str, object]:
    """Return what is wanted as it is kept, or refuse what the person may not keep."""
    said = one_line(name, 120)
    if not said:
        raise _wrong("name", _("Give it a name."))
    audience, team = particulars.get("audience", "mine"), particulars.get("team")
    if audience not in AUDIENCES:
        raise _wrong("audience", _("Choose for whom it is."))
    if audience == "team" and team is None:
        raise _wrong("team", _("Choose the team."))
    kept_team = team if audience == "team" else None
    if not may_share(by, audience, kept_team):
        words = _("You may keep your own, and those of your teams: ask who leads the desk.")
        raise _wrong("audience", words)
    names = {"sv": one_line(particulars.get("names", {}).get("sv", ""), 120)}
    return {
        "name": said,
        "names": {language: each for language, each in names.items() if each},
        "sort_name": sort_key(said),
        "audience": audience,
        "team": kept_team,
    }


def _texts(texts: dict[str, str]) -> dict[str, str]:
    """Return the text in each language, or refuse none, and placeholders that there are not."""
    kept = {each: tidy(texts.get(each, "")).strip()[:MOST_WORDS] for each in LANGUAGES}
    if wrong := wrong_with({"do": "reply", **kept}):
        raise _wrong(wrong[0].field, wrong_words(wrong[0]))
    return {language: text for language, text in kept.items() if text}


def _wrong(field: str, sentence: str) -> NotPossible:
    return NotPossible(sentence, fields={field: sentence})

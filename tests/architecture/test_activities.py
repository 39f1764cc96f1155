"""Every activity says who acts and records what happened; foreign keys point down the ladder."""

import ast
import inspect
import textwrap
import tomllib
from collections.abc import Callable

from django.apps import apps
from django.conf import settings
from django.db import models
from tests.floor.sources import ROOT

from spoc.audit.activities import ACTIVITIES

OURS = {name: each for name, each in ACTIVITIES.items() if each.__module__.startswith("spoc.")}


def called_in(function: Callable) -> list[Callable]:
    """Return what a function calls by name, as far as its module knows the names."""
    source = textwrap.dedent(inspect.getsource(inspect.unwrap(function)))
    known = inspect.unwrap(function).__globals__
    names = [node.func.id for node in ast.walk(ast.parse(source)) if is_named_call(node)]
    return [known[name] for name in names if callable(known.get(name))]


def is_named_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


def records(function: Callable, seen: set[Callable]) -> bool:
    """Tell whether a function records a fact, itself or through what it calls of ours."""
    for each in called_in(function):
        if getattr(each, "__name__", "") == "record" or each in ACTIVITIES.values():
            return True
        is_ours = inspect.isfunction(each) and each.__module__.startswith("spoc.")
        if is_ours and each not in seen and records(each, seen | {function}):
            return True
    return False


def says_who(function: Callable) -> bool:
    """Tell whether a function takes `by` as a keyword."""
    by = inspect.signature(function).parameters.get("by")
    return by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY


def test_an_activity_says_who_acts():
    assert [name for name, each in OURS.items() if not says_who(each)] == [], (
        "These do not take `by` as a keyword: who did it would be lost. Add `*, by: Person`; the"
        " system is a person too (people.queries.system)."
    )


def test_an_activity_records_what_happened():
    assert [name for name, each in OURS.items() if not records(each, set())] == [], (
        "These record no fact: timeline, audit, reactions and open pages never hear of it. Call"
        ' `record("noun.participle", subject, by=by, …)` at the end and declare the sentence in'
        " the app's apps.py; what changes nothing is a query."
    )


def test_an_activity_says_in_a_sentence_what_it_does():
    public = {name: each for name, each in OURS.items() if "._" not in name}
    assert [name for name, each in public.items() if not inspect.getdoc(each)] == []


def ladder() -> dict[str, int]:
    """Return how high each app stands, from the contract on imports."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(c["layers"] for c in contracts["contracts"] if c.get("exhaustive"))
    return {name.strip("()"): height for height, name in enumerate(reversed(layers))}


def relations() -> list[tuple[str, models.Field]]:
    """Return every foreign key and many-to-many of our models, with where it stands."""
    return [
        (f"{model._meta.label}.{field.name}", field)
        for model in apps.get_models()
        if model.__module__.startswith("spoc.")
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.remote_field is not None
    ]


def test_a_foreign_key_points_down_the_ladder():
    height = ladder()
    targets = {(name, field): field.remote_field.model._meta for name, field in relations()}
    upward = [
        (name, target.label)
        for (name, field), target in targets.items()
        if target.label != settings.AUTH_USER_MODEL
        and height[target.app_label] > height[field.model._meta.app_label]
    ]
    assert upward == [], (
        "These point up the ladder. What can exist without the other stands lower: put the key on"
        " the other side, or keep a pair (noun, id) and ask kit/nouns.py."
    )

"""What imports cannot show: rows come through `access`, and only activities write."""

import ast

from tests.floor.sources import EDGES, Module, modules

WRITES = frozenset(
    [
        *("save", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"),
        *("delete", "asave", "acreate", "adelete", "aupdate"),
    ]
)
MANAGERS = frozenset(["objects", "_base_manager", "_default_manager"])
BY_KEY = frozenset(["get", "filter", "in_bulk"])
# `kit` and `ui` know no models, the `cli` calls activities, `world` is built through them
WITHOUT_MODELS = frozenset(["kit", "ui"])
# a router of addresses and a mailbox elsewhere have no rows
NO_ROWS = frozenset(["router", "box"])


def managers(module: Module) -> list[ast.Attribute]:
    """Return where a module asks a model's manager itself; `none()` asks nothing."""
    nodes = [node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute)]
    nothing = {id(node.value) for node in nodes if node.attr == "none"}
    return [node for node in nodes if node.attr in MANAGERS and id(node) not in nothing]


def test_an_edge_gets_its_rows_from_access():
    edges = [module for module in modules() if module.shelf in EDGES]
    asking = {each.place: [node.lineno for node in managers(each)] for each in edges}
    assert {place: lines for place, lines in asking.items() if lines} == {}, (
        "An edge that asks a manager itself shows rows nobody checked. Put the question into"
        " access.py (who may see it) or queries.py (what is shown together), and call that."
    )


def fetches_by_key(module: Module) -> set[int]:
    """Return the lines of questions such as `Letter.objects.get(pk=letter_id)`."""
    return {
        call.lineno
        for call in module.calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in BY_KEY
        and isinstance(call.func.value, ast.Attribute)
        and call.func.value.attr in MANAGERS
        and any(keyword.arg in ("pk", "id") for keyword in call.keywords)
    }


def test_a_job_only_fetches_by_key():
    jobs = [module for module in modules() if module.shelf in ("jobs", "reactions")]
    asking = {
        each.place: {node.lineno for node in managers(each)} - fetches_by_key(each) for each in jobs
    }
    assert {place: lines for place, lines in asking.items() if lines} == {}, (
        "A job fetches one record by its key and calls one activity. Put the question which"
        " records wait into queries.py."
    )


def is_asked_of_rows(call: ast.Call) -> bool:
    """Tell whether a call of this name changes rows: `update` also belongs to dictionaries."""
    if not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) in NO_ROWS:
        return False
    if call.func.attr in WRITES:
        return True
    chain = ast.unparse(call.func.value)
    return call.func.attr == "update" and any(
        sign in chain for sign in ("objects", ".filter(", "_manager", ".all()", ".exclude(")
    )


def test_only_activities_write():
    others = [m for m in modules() if m.shelf != "activities" and m.app not in WITHOUT_MODELS]
    writing = {
        each.place: [call.lineno for call in each.calls() if is_asked_of_rows(call)]
        for each in others
    }
    assert {place: lines for place, lines in writing.items() if lines} == {}, (
        "A change of state without an activity has no transaction, no permission and leaves no"
        " fact. Put it into the app's activities/ as a function named by its verb, and call that."
    )

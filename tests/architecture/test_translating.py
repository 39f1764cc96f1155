"""A sentence is translated only where the words that mark it are those the extraction looks for."""

import ast

from tests.floor.sources import Module, modules, tool

MARKS = frozenset(
    [
        *("gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"),
        *("pgettext", "pgettext_lazy"),
    ]
)


def aliases(module: Module) -> list[str]:
    """Return the other names a module gives to what marks a sentence."""
    imports = [node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom)]
    names = [name for node in imports for name in node.names if name.name in MARKS]
    return [name.asname for name in names if name.asname not in (None, "_")]


def test_what_marks_a_sentence_is_called_as_the_extraction_knows_it():
    wrong = {module.place: names for module in modules() if (names := aliases(module))}
    assert wrong == {}, (
        "Import it under its own name or as `_`: under another the extraction passes over every"
        " sentence, and nobody reads it in Swedish."
    )


def test_the_extraction_knows_what_marks_a_sentence():
    assert tool("messages").KEYWORDS.keys() >= MARKS, (
        "a sentence marked by another is never translated"
    )

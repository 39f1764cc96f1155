"""The words of the code are the trade's, and people read all of them in their own language."""

import ast
import re
from html.parser import HTMLParser

from django.apps import apps
from jinja2 import Environment
from tests.floor.sources import ROOT, SOURCE, Module, modules, tool

from spoc.audit.activities import ACTIVITIES

PAGE = ROOT / "docs" / "words.md"
NAMED = set(re.findall(r"`(\w+)`", PAGE.read_text()))
MODELS = [m.__name__ for m in apps.get_models() if m.__module__.startswith("spoc.")]
VERBS = [
    name.rpartition(".")[2]
    for name, each in ACTIVITIES.items()
    if each.__module__.startswith("spoc.") and "._" not in name
]
# the gallery shows the invented words of the world
TEMPLATES = [
    path for path in sorted(SOURCE.rglob("jinja2/**/*.html")) if "gallery" not in path.as_posix()
]
# what is said to people through an attribute
SAID = frozenset(["alt", "aria-label", "placeholder", "title"])
# a macro may give only attributes, a block only the names of classes
ATTRIBUTE = re.compile(r"""[\w-]+=("[^"]*"?)?|\bdata-[\w-]+|\"""")
FOR_MACHINES = re.compile(r"\{%\s*block \w*(class|attrs)\w*\s*%\}.*?\{%\s*endblock\s*%\}", re.S)
NAME_OF_A_THING = re.compile(r"\S*[\d./]\S*")
SILENT = frozenset(["script", "style", "svg", "code", "kbd"])
VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "path", "use", "wbr"])
WORD = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
# names, and abbreviations that stand on the screen in every language
NO_WORDS = frozenset(["Spoc", "SLA", "CI", "KPI", "CMDB", "API", "Esc", "Ctrl", "Enter", "px"])


def test_every_name_stands_in_the_page_of_words():
    assert {*MODELS, *VERBS} - NAMED == set(), (
        "These are not in docs/words.md. Add them there with their source and their Swedish; where"
        " the trade has another word for it, take that one."
    )


def test_every_word_people_read_is_in_the_swedish_catalogue():
    missing = list(tool("messages").untranslated("sv"))
    assert missing == [], (
        f"{len(missing)} sentences have no Swedish, the first: {missing[:3]}. Run `python"
        " tools/messages.py extract`, translate what is empty in src/spoc/locale/sv, and compile."
    )


class Texts(HTMLParser):
    """Gathers what a page says that is not between Jinja's braces."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        # what says its language is meant to be read in that one
        if self.silent or tag in SILENT or "lang" in dict(attrs):
            self.silent += tag not in VOID
        else:
            self.found += [value for name, value in attrs if name in SAID and value]

    def handle_endtag(self, tag):
        self.silent = max(0, self.silent - (tag not in VOID))

    def handle_data(self, data):
        if not self.silent:
            self.found.append(ATTRIBUTE.sub("", data))


def plain(source: str) -> str:
    """Return a template without what Jinja says or translates."""
    kept, translated = [], False
    for _line, kind, value in Environment().lex(FOR_MACHINES.sub("", source)):
        if kind == "name" and value in ("trans", "endtrans"):
            translated = value == "trans"
        elif kind == "data" and not translated:
            kept.append(value)
        elif kind == "variable_begin":
            # the name of a tag may be a variable
            kept.append("x" if "".join(kept[-1:]).endswith(("<", "</")) else "·")
    return "".join(kept)


def said_plainly(template: str) -> list[str]:
    """Return the words that a template says to people of every language."""
    texts = Texts()
    texts.feed(plain(template))
    whole = " ".join(NAME_OF_A_THING.sub("", text) for text in texts.found)
    return [word for word in WORD.findall(whole) if word not in NO_WORDS]


def test_a_page_says_nothing_in_one_language_only():
    said = {str(path.relative_to(SOURCE)): said_plainly(path.read_text()) for path in TEMPLATES}
    assert {path: words[:5] for path, words in said.items() if words} == {}, (
        'Put what they say between {{ _("…") }} or {% trans %}…{% endtrans %}.'
    )


def test_words_between_tags_are_said_plainly():
    assert said_plainly('<p title="Late">{{ _("Open") }}</p>') == ["Late"]


# what these are given is said to people; `demand` says it second
TELLS = dict.fromkeys(("NotPossible", "NotAllowed", "NotFound", "Stale", "TooMany"), 0)
TELLS |= {"TooLarge": 0, "demand": 1, "success": 1, "error": 1, "info": 1, "warning": 1}
LABELS = frozenset(["label", "help_text", "empty_label"])


def is_bare(node: ast.expr) -> bool:
    """Tell whether these are words written down as they are."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return isinstance(node, ast.JoinedStr) or (is_text and bool(WORD.search(node.value)))


def bare_words(module: Module) -> list[int]:
    """Return the lines where a module tells people something in one language only."""
    lines = []
    for call in module.calls():
        name = ast.unparse(call.func).rpartition(".")[2]
        is_log = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "log"
        told = [] if is_log or name not in TELLS else call.args[TELLS[name] : TELLS[name] + 1]
        told += [keyword.value for keyword in call.keywords if keyword.arg in LABELS]
        lines += [call.lineno for each in told if is_bare(each)]
    return lines


# rules know no language; what they refuse is told as the reason of a letter that failed
TALKING = [module for module in modules() if module.shelf != "rules"]


def test_a_module_says_nothing_in_one_language_only():
    bare = {module.place: lines for module in TALKING if (lines := bare_words(module))}
    assert bare == {}, (
        "These lines tell people something in one language only: put the words into `_(…)`, from"
        " gettext inside functions and gettext_lazy elsewhere."
    )

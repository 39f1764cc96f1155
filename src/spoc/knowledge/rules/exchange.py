"""Articles as files others can read: Markdown with front matter, and back again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from spoc.knowledge.rules.guided import as_json, faults, parse

FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.MULTILINE | re.DOTALL)
LONGEST_FILE, LONGEST_FRONT = 200_000, 60_000
TEXTS = ("title", "question", "environment", "cause", "language")
LISTS = ("services", "categories", "items")
NAMES = {*TEXTS, *LISTS, "number", "audience", "state", "owner", "steps"}


@dataclass(frozen=True, slots=True)
class Plain:
    """An article as a file holds it; services and categories by their keys, items by name."""

    title: str
    answer: str
    language: str = ""
    question: str = ""
    environment: str = ""
    cause: str = ""
    steps: list[dict[str, object]] = field(default_factory=list)
    services: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


class _Words(yaml.SafeLoader):
    """Reads plain words as words: `Yes` is no truth, and `2026` no number."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.yaml_implicit_resolvers = {}


class Malformed(Exception):
    """A file that is no article: `code` says why, `about` which part of it."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.about = about


def written(plain: Plain, further: Mapping[str, str] | None = None) -> str:
    """Return an article as a file; what is empty is left out, `further` only tells.

    >>> print(written(Plain("Sign in", "Open it.", "en")), end="")
    ---
    title: Sign in
    language: en
    ---
    <BLANKLINE>
    Open it.
    """
    front: dict[str, object] = {name: getattr(plain, name) for name in TEXTS}
    front |= {name: list(getattr(plain, name)) for name in LISTS}
    front |= {"steps": plain.steps, **(further or {})}
    order = ["number", "title", *sorted(set(front) - {"number", "title", "steps"}), "steps"]
    kept = {name: front[name] for name in order if front.get(name)}
    said = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"---\n{said}---\n\n{plain.answer.strip()}\n"


def read(text: str) -> Plain:
    """Return the article a file holds, or raise Malformed.

    >>> read(written(Plain("A: b", "Open it.", "sv", services=("mail",)))).services
    ('mail',)
    """
    if len(text) > LONGEST_FILE:
        raise Malformed("long")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    found = FRONT.match(text)
    if found is None or len(found[1]) > LONGEST_FRONT:
        raise Malformed("no_front")
    front = _front(found[1])
    steps = parse(front.get("steps"))
    if faults(steps):
        raise Malformed("steps")
    texts = {name: _text(front, name) for name in TEXTS}
    if not texts["title"]:
        raise Malformed("title")
    return Plain(
        **texts,
        answer=text[found.end() :].strip(),
        steps=as_json(steps),
        services=_keys(front, "services"),
        categories=_keys(front, "categories"),
        items=_keys(front, "items"),
    )


def filename(number: int, title: str, language: str) -> str:
    """Return what the file of an article is called.

    >>> filename(12, "Åka / hem: nu!", "sv")
    'K-12-åka-hem-nu.sv.md'
    """
    slug = "-".join(re.findall(r"\w+", title.lower()))[:60].strip("-_") or "article"
    return f"K-{number}-{slug}.{language}.md"


def _front(words: str) -> dict[str, object]:
    try:
        front = _Words(words).get_single_data()
    except (yaml.YAMLError, ValueError, RecursionError):
        raise Malformed("not_yaml") from None
    if not isinstance(front, dict):
        raise Malformed("not_yaml")
    unknown = [str(name) for name in front if name not in NAMES]
    if unknown:
        raise Malformed("unknown", unknown[0][:40])
    return {str(name): value for name, value in front.items()}


def _text(front: Mapping[str, object], name: str) -> str:
    value = front.get(name)
    if value is None:
        return ""
    if not isinstance(value, str | int | float):
        raise Malformed("no_words", name)
    return str(value).strip()


def _is_word(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value


def _keys(front: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = front.get(name) or []
    if not isinstance(value, list) or not all(_is_word(each) for each in value):
        raise Malformed("no_list", name)
    return tuple(value)

"""The Jinja2 environment behind every page: filters, globals, strictness and translation."""

import re
from collections.abc import Callable, Mapping, MutableMapping
from datetime import date, datetime
from functools import _lru_cache_wrapper, cache, lru_cache
from types import FunctionType
from typing import Any

from django.contrib.messages import get_messages
from django.templatetags.static import static as static_address
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined, Template, pass_eval_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import EvalContext, Expr
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from spoc.kit.time import now
from spoc.ui import words
from spoc.ui.assets import elements, imported, stylesheets
from spoc.ui.kept import filled, hole, kept

# many more than templates have, in each language
SENTENCES = 16_384
# what has a meaning of its own in HTML
SPECIAL = re.compile("[&<>\"']")
NAME = re.compile(r"[\w:.@-]+", re.ASCII)
NOTHING = Markup("")
# what is called in templates, as most of it is: defined in words, or kept for what it was asked
PLAIN = (FunctionType, _lru_cache_wrapper)


def environment(**options: Any) -> Environment:
    """Make the environment that Django's Jinja2 backend asks for."""
    settled = {
        **options,
        "autoescape": is_escaped,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n", *options.get("extensions", [])],
    }
    made = Settled(**settled)
    made.policies["ext.i18n.trimmed"] = True
    install = made.install_gettext_callables  # type: ignore[attr-defined]
    install(
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(GLOBALS, _=said, gettext=said)
    made.filters.update(FILTERS)
    return made


def escaped(value: object) -> str:
    """Return a value as it may stand in a page; what is plain or escaped already is not made anew.

    >>> escaped("Ida"), escaped("<b>"), escaped(Markup("<b>")), escaped(7)
    ('Ida', Markup('&lt;b&gt;'), Markup('<b>'), '7')
    """
    if type(value) is str:
        return escape(value) if SPECIAL.search(value) else value
    if type(value) is Markup:
        return value
    return str(value) if type(value) is int else escape(value)


class Writing(CodeGenerator):
    """Writes templates whose words are escaped by `escaped`, since a page has thousands of them."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Called(Context):
    """Calls macros and functions, of which a page has hundreds, without asking what they are."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call a macro or `_` with what both want, and a function that wants nothing as it is."""
        is_known = type(__obj) is Macro or __obj is said
        if not is_known and (type(__obj) not in PLAIN or hasattr(__obj, "jinja_pass_arg")):
            return super().call(__obj, *args, **kwargs)
        # what is set in loops and blocks is told to those alone who want all there is
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        if type(__obj) is Macro:
            return invoked(__obj, __self.eval_ctx, args, kwargs)
        return __obj(__self.eval_ctx, *args, **kwargs) if is_known else __obj(*args, **kwargs)


def invoked(
    macro: Macro, settings: EvalContext, args: tuple[Any, ...], named: dict[str, Any]
) -> str:
    """Return what a macro draws; one that takes no more than its parameters without detours."""
    is_plain = not (macro.catch_kwargs or macro.catch_varargs or macro.explicit_caller)
    if is_plain and (not macro.caller or "caller" in named):
        given = [*args, *(named.pop(name, missing) for name in macro.arguments[len(args) :])]
        if macro.caller:
            given.append(named.pop("caller"))
        # whoever gave too much is told so below
        if not named and len(args) <= len(macro.arguments):
            drawn: str = macro._func(*given)
            return drawn if type(drawn) is Markup or not settings.autoescape else Markup(drawn)
    return macro(settings, *args, **named)


class Shared(Template):
    """A template that is the same wherever it is imported: all have the same globals."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        if self._module is None:
            self._module = self.make_module()
        return self._module


class Settled(Environment):
    """An environment whose globals stay as they are once templates are read."""

    code_generator_class = Writing
    context_class = Called
    template_class = Shared
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.known: dict[str | Template, Template] = {}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """Return a template; one that was read is not looked for again, unless files may change."""
        found = None if self.auto_reload else self.known.get(name)
        if found is None:
            found = self.known[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template as one mapping: a chain of them is slow to compare."""
        return {**self.globals, **(d or {})}


@pass_eval_context
def said(settings: EvalContext, message: str, /, **parts: object) -> str:
    """Say a sentence of a template in the reader's language, with its parts in their places."""
    asked = message, language(), bool(settings.autoescape)
    return _translated(*asked) % parts if parts else _whole(*asked)


@lru_cache(maxsize=SENTENCES)
def _translated(message: str, language: str, is_escaped: bool) -> str:
    words = translation.gettext(message)
    return Markup(words) if is_escaped else words


@lru_cache(maxsize=SENTENCES)
def _whole(message: str, language: str, is_escaped: bool) -> str:
    return _translated(message, language, is_escaped) % {}


def is_escaped(template: str | None) -> bool:
    """Tell whether a template is for a browser: letters are plain text, and say `<` as it is."""
    return not (template or "").endswith(".txt")


@cache
def static(path: str) -> str:
    """Give the address of a file of ours; it stays as it is for as long as a process lives."""
    return static_address(path)


def url(name: str, **particulars: Any) -> str:
    """Give the address of a view by its name: url('requests:request', number=48213)."""
    return reverse(name, kwargs=particulars)


def when(moment: datetime) -> str:
    """Say a moment as people do."""
    return words.when(moment, now=now(), **for_the_reader())


def span(begins: datetime, ends: datetime) -> str:
    """Say from when until when."""
    return words.span(begins, ends, now=now(), **for_the_reader())


def ago(moment: datetime) -> str:
    """Say how long ago in the least room."""
    return words.ago(moment, now=now(), **for_the_reader())


def day(moment: datetime | date) -> str:
    """Say the day of a moment."""
    return words.day(moment, now=now(), **for_the_reader())


def moment_in_full(moment: datetime) -> str:
    """Say a moment in full."""
    return words.moment_in_full(moment, **for_the_reader())


def size(bytes_count: int) -> str:
    """Say how large a file is."""
    return words.size(bytes_count, language=language())


def attributes(given: Mapping[str, object]) -> Markup:
    """Write attributes, each after a space: true stands alone, false and none are left out.

    >>> attributes({"id": "a<b", "hidden": True, "title": None})
    Markup(' id="a&lt;b" hidden=""')
    """
    kept = [(name, "" if value is True else value) for name, value in given.items()]
    parts = [
        f' {attribute_name(name)}="{escaped(value)}"'
        for name, value in kept
        if value is not None and value is not False
    ]
    return Markup("".join(parts)) if parts else NOTHING


@cache
def attribute_name(name: str) -> str:
    """Return the name of an attribute; what would be more than a name is refused."""
    if not NAME.fullmatch(name):
        raise ValueError(f"no name of an attribute: {name!r}")
    return name


@lru_cache(maxsize=SENTENCES)
def symbol(name: str, class_: str = "") -> Markup:
    """Draw one symbol of the sprite."""
    words = '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>'
    return Markup(words).format(f" {class_}" if class_ else "", static("ui/icons.svg"), name)


def for_the_reader() -> dict[str, Any]:
    """Give the zone and the language of the person who reads."""
    return {"zone": timezone.get_current_timezone(), "language": language()}


def language() -> str:
    """Give the language of the person who reads."""
    return translation.get_language() or "en"


GLOBALS: dict[str, Callable[..., object]] = {
    "static": static,
    "symbol": symbol,
    "url": url,
    "stylesheets": stylesheets,
    "elements": elements,
    "imported": imported,
    "language": language,
    "messages_of": get_messages,
    "kept": kept,
    "filled": filled,
    "hole": hole,
}
FILTERS: dict[str, Callable[..., object]] = {
    "when": when,
    "ago": ago,
    "span": span,
    "day": day,
    "moment": moment_in_full,
    "size": size,
    "hue": words.hue,
    "initials": words.initials,
    "attributes": attributes,
}

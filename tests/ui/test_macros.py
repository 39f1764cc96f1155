"""A macro draws the same whichever way it is called, and whoever gives it too much is told."""

import jinja2
import pytest

from spoc.ui.environment import environment

MACROS = """
{%- macro plain(a, b='two') %}[{{ a }}|{{ b }}]{% endmacro -%}
{%- macro around(a='one') %}<{{ a }}{{ caller() }}>{% endmacro -%}
{%- macro told(a) %}{{ a }}{{ caller(a, b='x') }}{% endmacro -%}
{%- macro many(a) %}{{ a }}{{ varargs|join('+') }}{{ kwargs.c }}{% endmacro -%}
{%- macro own(caller=none) %}{{ caller() if caller else 'nobody' }}{% endmacro -%}
"""
DRAWN = [
    ("{{ plain(1) }}", "[1|two]"),
    ("{{ plain(1, 2) }}", "[1|2]"),
    ("{{ plain(b=1, a='<') }}", "[&lt;|1]"),
    ("{{ plain('<b>'|safe) }}", "[<b>|two]"),
    ("{% call around() %}<i>{% endcall %}", "<one<i>>"),
    ("{% call around('&') %}{{ '<' }}{% endcall %}", "<&amp;&lt;>"),
    ("{% call(a, b) told('<') %}{{ b }}{{ a }}{% endcall %}", "&lt;x&lt;"),
    ("{{ many('a', 'b', '<', c='d') }}", "ab+&lt;d"),
    ("{{ own() }}{% call own() %}here{% endcall %}", "nobodyhere"),
    ("{% for a in [1, 2] %}{{ plain(a) }}{% endfor %}", "[1|two][2|two]"),
    ("{% set c = plain(1) %}{{ plain(c) }}", "[[1|two]|two]"),
    ("{% autoescape false %}{{ plain('<') }}{% endautoescape %}", "[&lt;|two]"),
]
REFUSED = ["plain(1, 2, 3)", "plain(1, c=2)", "plain()", "around()", "plain(1, caller=2)"]


@pytest.fixture(scope="module")
def made():
    return environment()


@pytest.mark.parametrize(("words", "drawn"), DRAWN)
def test_it_is_drawn(made, words, drawn):
    assert made.from_string(MACROS + words).render() == drawn


@pytest.mark.parametrize(("words", "drawn"), DRAWN)
def test_as_the_engine_alone_draws_it(words, drawn):
    plain = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    assert plain.from_string(MACROS + words).render() == drawn


@pytest.mark.parametrize("call", REFUSED)
def test_what_does_not_fit_is_refused_as_the_engine_refuses_it(made, call):
    plain = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    words = f"{MACROS}{{{{ {call} }}}}"
    refusals = []
    for each in (made, plain):
        with pytest.raises((TypeError, jinja2.UndefinedError)) as refused:
            each.from_string(words).render()
        refusals.append((refused.type, str(refused.value)))
    assert refusals[0] == refusals[1]

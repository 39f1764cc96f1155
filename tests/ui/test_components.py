"""The macros: what a person, a screen reader and the keyboard get from each."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from jinja2 import Environment, FileSystemLoader, UndefinedError

from spoc.ui.environment import environment

TEMPLATES = Path(__file__).parents[2] / "src/spoc/ui/jinja2"


@dataclass
class Somebody:
    """A person as far as a face needs one."""

    name: str


class OneDay(forms.Form):
    """A form that asks for a day."""

    day = forms.DateField(label="Last day", help_text="As in the contract")


@pytest.fixture(scope="module")
def engine() -> Environment:
    """The product's environment on the look's own templates."""
    return environment(loader=FileSystemLoader(TEMPLATES))


def render(engine: Environment, component: str, words: str, **given: object) -> str:
    """What a call of macros comes to, on one line."""
    names = re.findall(r"^\{% (?:macro|set) (\w+)", component_source(component), flags=re.M)
    imports = f"{{% from 'ui/components/{component}.html' import {', '.join(names)} %}}"
    return re.sub(r"\s+", " ", engine.from_string(imports + words).render(**given)).strip()


def component_source(component: str) -> str:
    """The text of a component's template."""
    return (TEMPLATES / f"ui/components/{component}.html").read_text()


@pytest.mark.parametrize(
    ("component", "words", "shown"),
    [
        ("icon", "{{ icon('mail') }}", '<use href="/static/ui/icons.svg#i-mail"/>'),
        ("keys", "{{ keys('Ctrl', 'K') }}", "<kbd>Ctrl</kbd><kbd>K</kbd>"),
        ("button", "{{ button('Resolve', key='D') }}", 'data-key="d" aria-keyshortcuts="D"'),
        ("button", "{{ button('Send', key='Ctrl+Enter') }}", 'aria-keyshortcuts="Control+Enter"'),
        ("button", "{{ icon_button('Attach', 'clip') }}", 'aria-label="Attach"'),
        ("button", "{{ link_button('Open', '/r/1') }}", '<a href="/r/1" class="button">Open</a>'),
        ("count", "{{ count(3, 'due') }}", '<span class="count due">3</span>'),
        ("chip", "{{ chip('Open', href='/q', on=True) }}", "take away</span>"),
        ("status", "{{ status('pending', 'Waiting') }}", 'data-status="pending">Waiting<'),
        ("priority", "{{ priority(2, 'High', wide=True) }}", ">P2 High<"),
        ("priority", "{{ priority(2, 'High') }}", 'title="High">P2<'),
        ("request_type", "{{ request_type('new_service', 'New', text=False) }}", "#i-new_service"),
        ("pill", "{{ pill('Slow', 'warn') }}", 'data-tone="warn">Slow<'),
        ("face", "{{ face(none, alone=True) }}", 'aria-label="Nobody yet">?<'),
        ("facts", "{{ facts([('Place', 'House 4')]) }}", "<dt>Place</dt><dd>House 4</dd>"),
        (
            "fold",
            "{% call fold('More', 'plus', open=False) %}x{% endcall %}",
            '<details class="fold">',
        ),
        (
            "progress",
            "{{ progress([{'label': 'a', 'small': '', 'state': 'at'}]) }}",
            'aria-current="step"',
        ),
        ("steps", "{{ step('Diagnose', 'now') }}", 'data-step="now" aria-current="step"'),
        ("toast", "{{ toast('Done', undo_url='/undo') }}", 'method="post" action="/undo"'),
        ("suggestion", "{{ suggestion('KE-91', 'bulb', degree=2) }}", 'aria-label="Fair match"'),
        (
            "reading",
            "{% call reading_cell('Type', key='Alt+1') %}x{% endcall %}",
            'data-key="alt+1"',
        ),
        ("palette", "{{ palette_option('R-1', '/r/1') }}", 'role="option" aria-selected="false"'),
    ],
)
def test_a_component_shows(engine: Environment, component: str, words: str, shown: str) -> None:
    assert shown in render(engine, component, words)


def test_a_face_needs_only_a_name(engine: Environment) -> None:
    shown = render(engine, "face", "{{ face(who) }}", who=Somebody("Karin Holm"))
    assert re.search(r'data-hue="\d+"', shown)
    assert 'title="Karin Holm"' in shown
    assert ">KH<" in shown


def test_words_from_outside_are_escaped(engine: Environment) -> None:
    shown = render(engine, "button", "{{ button(said, attrs={'title': said}) }}", said='<b>"')
    assert "<b>" not in shown
    assert shown.count("&lt;b&gt;") == 2


def test_attributes_stand_alone_or_are_left_out(engine: Environment) -> None:
    attrs = {"disabled": True, "hidden": False, "title": None, "hx-get": "/x"}
    shown = render(engine, "button", "{{ button('Go', attrs=attrs) }}", attrs=attrs)
    assert 'disabled=""' in shown
    assert 'hx-get="/x"' in shown
    assert "hidden" not in shown
    assert "title" not in shown


def test_a_forgotten_word_stops_the_page(engine: Environment) -> None:
    with pytest.raises(UndefinedError):
        render(engine, "status", "{{ status('new', label) }}")


def test_what_is_wrong_is_said_above_and_at_the_field(engine: Environment) -> None:
    form = OneDay({"day": "august"})
    summary = render(engine, "error_summary", "{{ error_summary(form) }}", form=form)
    field = render(engine, "form", "{{ bound_field(form['day']) }}", form=form)
    words = form.errors["day"][0]
    assert f'<a href="#id_day">Last day: {words}</a>' in summary
    assert words in field
    described = re.search(r'aria-describedby="([^"]+)"', field)
    assert described
    assert described[1].split() == ["id_day_helptext", "id_day_error"]
    assert all(f'id="{each}"' in field for each in described[1].split())


def test_a_form_without_faults_has_no_summary(engine: Environment) -> None:
    form = OneDay({"day": "2026-12-31"})
    assert render(engine, "error_summary", "{{ error_summary(form) }}", form=form) == ""


def test_a_moment_is_readable_for_machines_too(engine: Environment) -> None:
    at = datetime(2020, 11, 9, 7, 12, tzinfo=UTC)
    shown = render(engine, "time", "{{ when(at) }}", at=at)
    assert 'datetime="2020-11-09T07:12:00+00:00"' in shown
    assert ">9 Nov 2020<" in shown
    assert 'title="Monday 9 November 2020' in shown


def test_the_chosen_option_is_selected_whatever_its_kind(engine: Environment) -> None:
    words = "{{ select_input('team', [(1, 'Desk'), (2, 'Applications')], '2') }}"
    assert '<option value="2" selected>Applications' in render(engine, "field", words)


def test_an_own_message_is_marked_and_says_you(engine: Environment) -> None:
    words = "{% call message(who, at, mine=True) %}Thanks{% endcall %}"
    at = datetime(2020, 11, 9, tzinfo=UTC)
    shown = render(engine, "talk", words, who=Somebody("Karin Holm"), at=at)
    assert '<li class="mine">' in shown
    assert "<b>You</b>" in shown


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    sprite = (TEMPLATES.parent / "static/ui/icons.svg").read_text()
    drawn = set(re.findall(r'id="i-([\w-]+)"', sprite))
    texts = [path.read_text() for path in TEMPLATES.rglob("*.html")]
    named = {name for text in texts for name in re.findall(r"(?:icon|symbol)\('([\w-]+)'", text)}
    assert named - drawn == set()
    assert {"incident", "information", "fulfilment", "new_service", "unclassified"} <= drawn


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.stem)
def test_a_template_is_small_and_safe(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 120
    assert not re.search(r"\sstyle=|\son\w+=|hx-on|\|\s*safe\b|javascript:", text)


@pytest.mark.parametrize(
    "path", sorted((TEMPLATES.parent / "static/ui/js").rglob("*.js")), ids=lambda path: path.stem
)
def test_an_element_is_small_and_safe(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 200
    assert not re.search(r"\beval\(|new Function|\.style\b|setAttribute\(\"style", text)
    if path.parent.name == "elements":
        assert f'customElements.define("{path.stem}"' in text

"""Every key of the desk can be another one, or none: for oneself, and without two of a kind."""

import re

import pytest
from tests.floor.sources import SOURCE

from spoc.site.keymap import usual_keys

# what leads back, what moves in a form, and what only one page has
PLAIN = frozenset(["esc", "ctrl+shift+enter", "alt+1", "alt+2", "alt+3", "alt+t", "alt+arrowup"])
WRITTEN = re.compile(r"""data-key="([^"{]+)"|\bkey='([A-Z][^']*)'""")


def given(**changed):
    return {f"key-{key}": key for key in usual_keys()} | changed


def test_a_key_is_chosen_and_every_page_knows_it(client_of, people):
    client = client_of("Elin Sand")
    answer = client.post("/profile/keys", given(**{"key-c": "Shift + N", "off-z": "on"}))
    assert answer.status_code == 302
    assert people["Elin Sand"].keys == {"c": "shift+n", "z": ""}
    assert "shift+n" in client.get("/people").content.decode()
    assert 'value="Shift+N"' in client.get("/profile/keys").content.decode()
    client.post("/profile/keys", {"reset": "1"})
    assert people["Elin Sand"].keys == {}


@pytest.mark.parametrize(
    ("key", "written", "why"),
    [
        ("c", "N", "does something else already"),
        ("c", "G", "does something else already"),
        ("c", "Ctrl+W", "need Ctrl+W for something else"),
        ("c", "hello", "Write a key as it stands"),
        ("j", "G J", "takes one press"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_key(client_of, people, key, written, why):
    answer = client_of("Elin Sand").post("/profile/keys", given(**{f"key-{key}": written}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page and 'aria-invalid="true"' in page
    assert people["Elin Sand"].keys == {}


def test_two_keys_change_places(client_of, people):
    client_of("Elin Sand").post("/profile/keys", given(**{"key-r": "n", "key-n": "r"}))
    assert people["Elin Sand"].keys == {"r": "n", "n": "r"}


def test_whoever_only_asks_has_no_keys_of_the_desk(client_of):
    assert client_of("Karin Holm").get("/profile/keys").status_code == 403


def test_the_list_of_keys_names_every_key_there_is():
    pages = [path for path in SOURCE.rglob("jinja2/**/*.html") if "gallery" not in path.parts]
    found = {
        (one or two).lower() for page in pages for one, two in WRITTEN.findall(page.read_text())
    }
    assert found - PLAIN <= set(usual_keys()), "name the key and what it does in site/keymap.py"

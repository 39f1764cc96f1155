"""What surrounds every page is kept drawn: but for what is each page's own, and each reader's."""

import re

import pytest
from django.test import Client
from django.utils import translation

from spoc.people.models import Person
from spoc.ui.kept import SECRET, filled

NONCE = re.compile(r'<script type="importmap" nonce="([^"]+)"')
FORM = re.compile(
    r'action="/sign-out/"><input type="hidden" name="csrfmiddlewaretoken" value="(\w+)"'
)
ME = "ui/_me.html"


@pytest.fixture
def read(people):
    """Read a page as somebody."""

    def page_of(name, path="/people", client=None):
        visitor = client or Client()
        visitor.force_login(people[name])
        return visitor.get(path)

    return page_of


def test_each_page_has_its_own_nonce_as_its_policy_says(read):
    answers = [read("Elin Sand") for _nth in range(2)]
    found = [NONCE.search(answer.content.decode())[1] for answer in answers]
    assert len(set(found)) == 2
    for nonce, answer in zip(found, answers, strict=True):
        assert f"'nonce-{nonce}'" in answer["Content-Security-Policy"]


def test_each_page_signs_its_own_reader_out(read):
    pages = [read(name).content.decode() for name in ("Elin Sand", "Elin Sand", "Lena Falk")]
    assert len({FORM.search(page)[1] for page in pages}) == 3
    visitor = Client(enforce_csrf_checks=True)
    page = read("Lena Falk", client=visitor).content.decode()
    sent = {"csrfmiddlewaretoken": FORM.search(page)[1]}
    assert visitor.post("/sign-out/", sent).status_code == 302
    assert visitor.get("/people").status_code == 302


def test_each_is_called_by_their_name_of_today(read, people):
    assert '<span class="name">Elin Sand</span>' in read("Elin Sand").content.decode()
    Person.objects.filter(pk=people["Elin Sand"].pk).update(name="Elin <i>Strand</i>")
    said = read("Elin Sand").content.decode()
    assert '<span class="name">Elin &lt;i&gt;Strand&lt;/i&gt;</span>' in said
    assert "Lena Falk" in read("Lena Falk").content.decode()


def test_it_is_said_in_the_readers_language(read):
    assert "Search or jump" in read("Elin Sand").content.decode()
    assert "Search or jump" not in read("Maja Lindqvist").content.decode()


def test_no_hole_is_left_and_what_fills_it_is_escaped():
    with translation.override("en"):
        said = filled(ME, {"csrf": '<b>"'}, "Elin", "E", 3, "/profile", "", "/sign-out/")
    assert "&lt;b&gt;&#34;" in said
    assert SECRET not in said


@pytest.mark.parametrize("path", ["/people", "/queues/all", "/search?q=x", "/board"])
def test_nothing_secret_stands_in_a_page(read, path):
    assert SECRET not in read("Elin Sand", path).content.decode()

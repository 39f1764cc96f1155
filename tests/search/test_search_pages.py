"""The page that lists what fits, and the palette that jumps to it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags


@pytest.fixture
def elin(client_of):
    return client_of("Elin Sand")


def read(answer) -> str:
    """Return what a person reads of the main part of a page."""
    text = answer.content.decode()
    main = text[text.find("<main") : text.find("</main>")] if "<main" in text else text
    return " ".join(strip_tags(main.replace("<", " <")).split())


def test_the_page_lists_requests_and_people(elin, register_request, work):
    request = register_request(words="Karin cannot print labels")
    work()
    text = read(elin.get("/search", {"q": "karin"}))
    assert f"P3 R-{request.pk} Karin cannot print labels New Karin Holm" in text
    assert "Karin Holm Consultant, Radiology Norrvik Hospital" in text


def test_it_keeps_to_its_budget(elin, register_request, work, django_assert_max_num_queries):
    register_request(words="Karin cannot print labels")
    work()
    # people are read as well here: where requests alone are found, six
    with django_assert_max_num_queries(7):
        assert "R-" in read(elin.get("/search", {"q": "karin"}))
    with django_assert_max_num_queries(6):
        assert "R-" in read(elin.get("/search", {"q": "labels"}))


def test_what_was_asked_for_stands_out(elin, register_request, work):
    register_request(words="<b>Labels</b> print blank")
    work()
    page = elin.get("/search", {"q": "print"}).content.decode()
    assert "&lt;b&gt;Labels&lt;/b&gt; <b>print</b> blank" in page


def test_a_number_leads_straight_to_its_request(elin, register_request):
    request = register_request()
    for words in (str(request.pk), f"R-{request.pk}", f" r{request.pk} "):
        answer = elin.get("/search", {"q": words})
        assert answer.status_code == 302
        assert answer["Location"] == f"/requests/{request.pk}"


def test_a_number_one_may_not_see_is_as_one_that_is_not(client_of, register_request, work):
    request = register_request()
    work()
    lena = client_of("Priya Nair")
    hidden = lena.get("/search/palette", {"q": str(request.pk)}).content.decode()
    missing = lena.get("/search/palette", {"q": "99999999"}).content.decode()
    assert hidden.replace(str(request.pk), "99999999") == missing
    page = lena.get("/search", {"q": str(request.pk)})
    assert page.status_code == 200
    assert f"Nothing fits “{request.pk}”" in read(page)


def test_where_nothing_fits_the_likest_words_are_offered(elin, register_request, work):
    register_request(words="Label printer prints blank")
    work()
    page = elin.get("/search", {"q": "label printr"})
    assert "Did you mean label printer" in read(page)
    assert 'href="/search?q=label%20printer"' in page.content.decode()
    palette = elin.get("/search/palette", {"q": "label printr"})
    assert "Did you mean “label printer”?" in read(palette)


def test_without_words_the_page_says_what_can_be_found(elin):
    assert "What are you looking for?" in read(elin.get("/search"))


def test_the_palette_offers_requests_people_and_places(elin, register_request, work):
    request = register_request(words="People counter at the entrance stopped")
    work()
    page = elin.get("/search/palette", {"q": "peop"}).content.decode()
    assert page.index('aria-label="Go to"') < page.index('aria-label="Requests"')
    assert 'href="/people"' in page and f'href="/requests/{request.pk}"' in page
    assert 'role="option"' in page


@pytest.mark.parametrize(
    ("words", "href"),
    [("new", "/requests/new"), ("infra", "/queues/infrastructure"), ("profile", "/profile")],
)
def test_the_palette_leads_to_places(elin, words, href):
    assert f'href="{href}"' in elin.get("/search/palette", {"q": words}).content.decode()


@pytest.mark.parametrize(
    ("name", "there"),
    [("Åsa Ekman", True), ("Lena Falk", True), ("Elin Sand", True), ("Karin Holm", False)],
)
def test_settings_are_offered_to_whom_some_are_open(client_of, name, there):
    page = client_of(name).get("/search/palette", {"q": "settings", "language": "en"})
    assert ('href="/settings"' in page.content.decode()) is there


def test_the_palette_offers_what_can_be_done_with_the_request_shown(
    elin, client_of, register_request
):
    request = register_request()
    asked = {"q": "canc", "at": f"/requests/{request.pk}"}
    assert (
        f'href="/requests/{request.pk}/cancellation"'
        in elin.get("/search/palette", asked).content.decode()
    )
    hidden = client_of("Priya Nair").get("/search/palette", asked).content.decode()
    assert "cancellation" not in hidden


@pytest.mark.parametrize("words", ["tilldela", "assi", "Assign"])
def test_what_the_page_says_can_be_done_is_found_in_both_languages(elin, words):
    asked = {"q": words, "here": ["r|Reply", "a|Assign", "|", "x|<b>"]}
    page = elin.get("/search/palette", asked).content.decode()
    assert 'data-press="1"' in page and 'data-press="0"' not in page
    assert '<kbd aria-hidden="true">A</kbd>' in page


def test_what_was_used_last_comes_first(elin):
    recent = ["/queues/infrastructure", "do:Reply"]
    asked = {"q": "", "recent": recent, "here": ["a|Assign", "r|Reply"]}
    page = elin.get("/search/palette", asked).content.decode()
    assert page.index("/queues/infrastructure") < page.index("/requests/new")
    assert page.index(">Reply<") < page.index(">Assign<")


def test_the_subjects_of_the_settings_are_places(client_of, elin):
    asked = {"q": "kalend"}
    lena = client_of("Lena Falk").get("/search/palette", asked).content.decode()
    assert 'href="/settings/calendars"' in lena
    priya = client_of("Karin Holm").get("/search/palette", asked)
    assert priya.status_code == 403


def test_whoever_is_not_at_the_desk_searches_nothing_there(client_of, client):
    for path in ("/search", "/search/palette"):
        assert client_of("Karin Holm").get(path, {"q": "wifi"}).status_code == 403
        assert client.get(path)["Location"].startswith("/sign-in/")


def test_finding_more_costs_no_more_queries(elin, register_request, work):
    counts = []
    for size in (1, 10):
        for _ in range(size):
            register_request()
        work()
        with CaptureQueriesContext(connection) as queries:
            elin.get("/search/palette", {"q": "pacs"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10

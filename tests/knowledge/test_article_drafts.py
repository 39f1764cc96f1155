"""What is begun in the editor is kept, is there again, is thrown away, and is nobody else's."""

import pytest
from tests.knowledge.conftest import ANSWER, TITLE, draft

from spoc.knowledge import activities as do
from spoc.knowledge.activities.drafting import keep_article_draft
from spoc.knowledge.models import Article, ArticleDraft
from spoc.knowledge.rules.drafting import LONGEST, MOST, Place, kept_of, place_in
from spoc.requests.activities import restrict

HERE = "/knowledge/draft"
NEW = Place("new", "new")


def text(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def elin(client_of):
    return client_of("Elin Sand")


@pytest.mark.parametrize(
    "words", ["", "new-", "article-", "article-0", "article--1", "article-1/..", "other-1", "newer"]
)
def test_a_place_that_is_none_is_none(words):
    assert place_in(words) is None


def test_more_than_may_be_kept_is_not_kept():
    assert kept_of({"answer": ["x" * (LONGEST + 1)]}) == {}


def test_what_is_begun_is_there_when_one_comes_back(elin, radiology):
    given = {"place": "new", "title": "Half a tit", "services": [radiology.pk], "then": "x"}
    assert elin.post(HERE, given).json() == {"kept": True}
    page = text(elin, "/knowledge/new")
    assert 'value="Half a tit"' in page
    assert f'name="services" value="{radiology.pk}" checked' in page
    assert "Draft kept" in page
    assert "Half a tit" in text(elin, "/knowledge")


def test_what_is_saved_is_begun_no_longer(elin):
    said = {"title": TITLE, "question": "It is empty.", "answer": ANSWER, "language": "en"}
    elin.post(HERE, {"place": "new", **said})
    assert elin.post("/knowledge/new", {"place": "new", **said}).status_code == 302
    assert not ArticleDraft.objects.exists()
    assert 'value="' + TITLE not in text(elin, "/knowledge/new")


def test_what_cannot_be_saved_is_kept(elin):
    assert elin.post("/knowledge/new", {"place": "new", "cause": "Only this"}).status_code == 422
    assert "Only this" in text(elin, "/knowledge/new")


def test_it_is_thrown_away_and_the_editor_begins_anew(elin, captured, people):
    article = captured(by="Elin Sand")
    at = f"/knowledge/{article.pk}/edit"
    given = {"place": f"article-{article.pk}", "title": "Half a tit", "version": "1"}
    elin.post(HERE, given)
    assert "Half a tit" in text(elin, at)
    dropped = elin.post(HERE, {**given, "then": "drop"})
    assert (dropped.status_code, dropped.url) == (302, at)
    page = text(elin, at)
    assert "Half a tit" not in page
    assert TITLE in page


def test_an_emptied_editor_keeps_nothing(elin):
    elin.post(HERE, {"place": "new", "title": "Half"})
    assert elin.post(HERE, {"place": "new", "title": " ", "language": "sv"}).json() == {
        "kept": False
    }
    assert not ArticleDraft.objects.exists()


def test_each_editor_keeps_its_own(elin, captured, register_request):
    article, request = captured(by="Elin Sand"), register_request()
    places = {
        "new": "/knowledge/new",
        f"request-{request.pk}": f"/knowledge/new?request={request.pk}",
        f"article-{article.pk}": f"/knowledge/{article.pk}/edit",
        f"translation-{article.pk}": f"/knowledge/{article.pk}/translation",
    }
    for place in places:
        elin.post(HERE, {"place": place, "title": f"Begun at {place}."})
    for place, address in places.items():
        page = text(elin, address)
        assert f"Begun at {place}." in page
        assert f'name="place" value="{place}"' in page


def test_a_gap_that_is_begun_does_not_take_the_place_of_another(elin):
    elin.post(HERE, {"place": "new", "title": "My own"})
    page = text(elin, "/knowledge/new?title=Printer")
    assert "My own" not in page
    assert 'value="Printer"' in page
    [place] = [each for each in page.split('"') if each.startswith("new-")]
    elin.post(HERE, {"place": place, "title": "Printer, and more"})
    assert "Printer, and more" in text(elin, "/knowledge/new?title=Printer")
    assert f"/knowledge/new?place={place}" in text(elin, "/knowledge")


def test_whoever_was_overtaken_meanwhile_sees_what_is_new(elin, captured, people):
    article = captured(by="Elin Sand")
    given = {"place": f"article-{article.pk}", "title": "Mine", "answer": ANSWER, "version": "1"}
    elin.post(HERE, given)
    do.write_article(article, by=people["Maja Lindqvist"], draft=draft(title="Hers alone"))
    page = text(elin, f"/knowledge/{article.pk}/edit")
    assert "Somebody saved this while you wrote." in page
    assert "Hers alone" in page
    assert 'name="version" value="2"' in page


def test_nobody_else_is_shown_it(elin, captured, client_of):
    article = captured()
    elin.post(HERE, {"place": "new", "title": "Zirconium"})
    elin.post(HERE, {"place": f"article-{article.pk}", "title": "Zirconium"})
    maja = client_of("Maja Lindqvist")
    for address in ("/knowledge", "/knowledge/new", f"/knowledge/{article.pk}/edit"):
        assert "Zirconium" not in text(maja, address)


def test_who_may_not_write_keeps_nothing(client_of, captured, people, keeper):
    article = captured()
    do.keep_article(article, by=keeper, governance="controlled")
    given = {"place": f"article-{article.pk}", "title": "Mine"}
    assert client_of("Elin Sand").post(HERE, given).status_code == 403
    assert client_of("Karin Holm").post(HERE, {"place": "new", "title": "Mine"}).status_code == 403
    assert client_of("Elin Sand").post(HERE, {"place": "article-999999"}).status_code == 404
    assert client_of("Elin Sand").post(HERE, {"place": "nowhere"}).status_code == 404
    assert not ArticleDraft.objects.exists()


def test_of_very_many_the_oldest_go(people):
    elin = people["Elin Sand"]
    for number in range(MOST + 2):
        keep_article_draft(Place(f"article-{number + 1}", "article"), by=elin, given={"title": "x"})
    kept = set(ArticleDraft.objects.values_list("place", flat=True))
    assert len(kept) == MOST
    assert "article-1" not in kept


def test_a_draft_is_no_article(people):
    keep_article_draft(NEW, by=people["Elin Sand"], given={"title": "Half"})
    assert not Article.objects.exists()


def test_the_editor_stays_within_its_budget(elin, captured, django_assert_max_num_queries):
    article = captured(by="Elin Sand")
    elin.post(HERE, {"place": f"article-{article.pk}", "title": "Half", "version": "1"})
    with django_assert_max_num_queries(26):
        elin.get(f"/knowledge/{article.pk}/edit")


def test_what_a_request_said_goes_with_the_right_to_see_it(elin, people, register_request):
    request = register_request()
    place = {"place": f"request-{request.pk}", "title": "Zirconium"}
    elin.post(HERE, place)
    assert "Zirconium" in text(elin, "/knowledge")
    restrict(request, by=people["Daniel Okoro"], readers=[people["Daniel Okoro"]])
    assert "Zirconium" not in text(elin, "/knowledge")
    assert "Zirconium" not in text(elin, f"/knowledge/new?request={request.pk}")
    assert elin.post(HERE, place).status_code == 404

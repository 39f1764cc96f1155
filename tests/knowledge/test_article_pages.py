"""The desk's pages of knowledge, by what a person reads, and what they cost."""

from datetime import timedelta

import pytest
from tests.knowledge.conftest import ANSWER, TITLE

from spoc.kit.time import now
from spoc.knowledge import activities as do
from spoc.knowledge.activities import Asked, Citation
from spoc.knowledge.models import Article, Flag, Licence, Miss, Transfer
from spoc.people.queries import system

PLACES = ["", "/reviews", "/gaps", "/transfers", "/library", "/library/new", "/files", "/new"]
MOST = 30


def text_of(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("place", PLACES)
def test_every_place_opens_for_the_desk_and_is_shut_to_others(client_of, place):
    assert "<h1>" in text_of(client_of("Elin Sand"), f"/knowledge{place}")
    for name in ("Karin Holm", "Åsa Ekman"):
        assert client_of(name).get(f"/knowledge{place}").status_code == 403


def test_every_place_speaks_swedish_to_who_does(client_of):
    assert 'lang="sv"' in text_of(client_of("Maja Lindqvist"), "/knowledge")


def test_the_list_is_narrowed_and_found_by_words(validated, captured, client_of, work):
    validated("customer")
    captured(title="Blank labels from Vega", answer="")
    work()
    elin = client_of("Elin Sand")
    both = text_of(elin, "/knowledge")
    assert TITLE in both
    assert "Blank labels" in both
    for narrowed, has_it in [
        ("confidence=validated", True),
        ("confidence=wip", False),
        ("audience=customer", True),
        ("audience=internal", False),
        ("service=radiology", True),
        ("service=mail", False),
        ("language=sv", False),
        ("show=mine", False),
        ("show=flagged", False),
        ("q=viewer", True),
        ("q=labels", False),
    ]:
        assert (TITLE in text_of(elin, f"/knowledge?{narrowed}")) == has_it, narrowed


def test_a_slip_of_the_key_is_seen_through_and_nothing_found_is_a_gap(captured, client_of, work):
    captured(title="Blank labels from Vega")
    work()
    elin = client_of("Elin Sand")
    assert "Did you mean" in text_of(elin, "/knowledge?q=lables")
    assert not Miss.objects.exists()
    assert "No article fits" in text_of(elin, "/knowledge?q=meeting+rooms")
    assert [each.words for each in Miss.objects.all()] == ["meeting rooms"]
    assert "meeting rooms" in text_of(elin, "/knowledge/gaps")


def test_an_article_shows_what_it_says_and_what_is_the_desks_own(captured, client_of):
    inside = f"{ANSWER}\n\n::: internal\nThe server is *vm-7*.\n:::"
    article = captured(
        answer=inside,
        cause="A leak.",
        steps=[{"key": "a", "text": "Is it on?", "options": [{"label": "Yes", "to": "solved"}]}],
    )
    page = text_of(client_of("Elin Sand"), f"/knowledge/{article.pk}")
    for words in (TITLE, "The server is <em>vm-7</em>", "A leak.", "Is it on?", "Not validated"):
        assert words in page
    assert 'class="inside-only"' in page


@pytest.mark.parametrize(
    ("noun", "given", "state"),
    [
        ("validation", {}, "validated"),
        ("flag", {"reason": "wrong"}, "not_validated"),
        ("archive", {"note": "Old."}, "archived"),
        ("keeping", {"owner": "Elin Sand", "governance": "controlled"}, "not_validated"),
    ],
)
def test_the_acts_are_taken_from_their_forms(captured, keeper, client_of, noun, given, state):
    article, priya = captured(), client_of("Priya Nair")
    base = f"/knowledge/{article.pk}"
    assert f"{base}/{noun}" in text_of(priya, base)
    assert "dialog" in text_of(priya, f"{base}/{noun}")
    assert priya.post(f"{base}/{noun}", given).status_code == 302
    article.refresh_from_db()
    assert article.confidence == state


@pytest.mark.parametrize(
    ("noun", "field"), [("flag", "reason"), ("archive", "note"), ("audience", "audience")]
)
def test_an_act_that_is_refused_says_why_in_its_form(validated, keeper, client_of, noun, field):
    answer = client_of("Priya Nair").post(f"/knowledge/{validated().pk}/{noun}", {"audience": "x"})
    assert answer.status_code == 422
    assert f"field-{field}" in answer.content.decode()


def test_a_flag_is_settled_from_where_it_stands(captured, client_of, people):
    article, maja = captured(), client_of("Maja Lindqvist")
    flag = do.flag_article(article, by=people["Elin Sand"], reason="wrong", words="Not so.")
    base = f"/knowledge/{article.pk}"
    assert "Not so." in text_of(maja, base)
    assert "Not so." in text_of(maja, f"{base}/settlement?flag={flag.pk}")
    given = {"flag": flag.pk, "settlement": "Mended."}
    assert maja.post(f"{base}/settlement", given).status_code == 302
    assert Flag.objects.get().settlement == "Mended."


def test_what_is_due_is_listed_to_its_owner(validated, client_of):
    article = validated()
    assert "Ingen granskning väntar" in text_of(client_of("Maja Lindqvist"), "/knowledge/reviews")
    Article.objects.update(review_due_at=now() + timedelta(days=3))
    assert article.reference in text_of(client_of("Maja Lindqvist"), "/knowledge/reviews")
    assert article.reference not in text_of(client_of("Elin Sand"), "/knowledge/reviews")
    assert article.reference in text_of(client_of("Elin Sand"), "/knowledge/reviews?show=all")


def test_knowledge_is_handed_on_and_proven_on_pages(validated, keeper, client_of):
    article, priya, elin = validated(), client_of("Priya Nair"), client_of("Elin Sand")
    at, day = f"/knowledge/{article.pk}/transfers", (now() + timedelta(days=3)).date().isoformat()
    given = {"people": "Elin Sand\nNobody Here", "question": "Why?", "due_on": day}
    assert "Nobody Here" in priya.post(at, given).content.decode()
    assert priya.post(at, {**given, "people": "Elin Sand"}).status_code == 302
    assert elin.get(at).status_code == 403
    made = Transfer.objects.get()
    place = f"/knowledge/transfers/{made.pk}"
    assert TITLE in text_of(elin, "/knowledge/transfers")
    assert elin.post(place, {"answer": "It leaks."}).status_code == 422
    assert elin.post(place, {"answer": "It leaks.", "has_read": "on"}).status_code == 302
    assert "It leaks." in text_of(priya, place)
    assert client_of("Maja Lindqvist").get(place).status_code == 404


def test_the_library_is_filled_from_its_pages(captured, keeper, client_of):
    elin, priya, article = client_of("Elin Sand"), client_of("Priya Nair"), captured()
    assert elin.post("/knowledge/library/new", {"title": "x"}).status_code == 422
    given = {"kind": "book", "title": "USMBOK", "authors": "Ian Clayton", "year": "2012"}
    place = elin.post("/knowledge/library/new", given).url
    assert client_of("Maja Lindqvist").get(place).status_code == 404
    assert priya.post(place, {"decision": "decline"}).status_code == 422
    assert priya.post(place, {"decision": "approve"}).status_code == 302
    number = place.rpartition("/")[2]
    base = f"/knowledge/{article.pk}"
    assert "USMBOK" in text_of(elin, f"{base}/citations")
    assert elin.post(f"{base}/citation", {"reference": number}).status_code == 302
    assert "USMBOK" in text_of(elin, base)


def test_licences_are_given_and_taken_back(keeper, client_of, people):
    priya = client_of("Priya Nair")
    given = {"person": "Elin Sand", "level": "publisher"}
    assert client_of("Elin Sand").post("/knowledge/licences", given).status_code == 403
    assert priya.post("/knowledge/licences", given).status_code == 302
    assert "Elin Sand" in text_of(priya, "/knowledge/licences")
    taken = {"person": str(people["Elin Sand"].pk), "level": ""}
    assert priya.post("/knowledge/licences", taken).status_code == 302
    assert not Licence.objects.exists()
    assert priya.post("/knowledge/licences", {"person": "Karin Holm"}).status_code == 422


def test_the_pages_ask_few_questions(
    validated, people, client_of, register_request, django_assert_max_num_queries
):
    article, elin = validated(), client_of("Elin Sand")
    for turn in range(12):
        validated(title=f"Another article {turn}")
        do.use_article(register_request(), by=people["Elin Sand"], article=article)
    do.contribute_reference(
        people["Elin Sand"], by=people["Elin Sand"], citation=Citation("book", "USMBOK")
    )
    asked = Asked("Why?", now().date())
    do.transfer_article(article, by=system(), people=(people["Elin Sand"],), asked=asked)
    for place in ("", f"/{article.pk}", "/reviews?show=all", "/gaps", "/transfers", "/library"):
        text_of(elin, f"/knowledge{place}")
        with django_assert_max_num_queries(MOST):
            text_of(elin, f"/knowledge{place}")

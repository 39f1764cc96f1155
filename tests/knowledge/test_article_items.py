"""Articles about configuration items: chosen, shown, and looked at when one is changed."""

import pytest
from django.utils import translation
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.knowledge.conftest import draft

from spoc.cmdb.activities import add_item, change_item
from spoc.cmdb.models import ConfigurationItem
from spoc.kit.time import now
from spoc.knowledge import activities as do
from spoc.knowledge.words import REVIEW_CAUSE
from spoc.people.queries import system


@pytest.fixture
def archive(db):
    return ConfigurationItem.objects.get(name="Image archive")


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize(
    ("said", "is_pulled"),
    [({"is_live": False}, True), ({"kind": "other"}, True), ({"team": None}, False)],
)
def test_a_retired_or_other_item_has_its_articles_looked_at_now(
    validated, archive, people, work, said, is_pulled
):
    about, other = validated(items=(archive,)), validated(title="About another thing")
    change_item(archive, by=people["Åsa Ekman"], name=archive.name, **said)
    work()
    about.refresh_from_db()
    other.refresh_from_db()
    assert (about.review_due_at <= now()) is is_pulled
    assert other.review_due_at > now()


def test_its_review_says_why(validated, archive, people, work, client_of):
    about = validated(items=(archive,))
    change_item(archive, by=people["Åsa Ekman"], name=archive.name, is_live=False)
    work()
    page = text(client_of("Elin Sand").get(f"/knowledge/{about.pk}"))
    with translation.override(about.owner.speaks):
        assert str(REVIEW_CAUSE["item_retired"]) in page
    assert f"{archive}" in page


def test_items_are_found_by_words_and_chosen(client_of, archive):
    elin = client_of("Elin Sand")
    part = text(elin.get("/knowledge/items", {"item_words": "image", "items": ""}))
    assert f'value="{archive.pk}">' in part
    part = text(elin.get("/knowledge/items", {"item_words": "nothing such", "items": archive.pk}))
    assert f'value="{archive.pk}" checked' in part
    assert "No item in use fits" in part
    assert client_of("Karin Holm").get("/knowledge/items").status_code == 403


def test_without_script_they_are_found_by_a_button(client_of, archive):
    given = {"title": "Keep me", "item_words": "image", "then": "find", "language": "en"}
    answer = client_of("Elin Sand").post("/knowledge/new", given)
    assert answer.status_code == 200
    assert f'value="{archive.pk}">' in text(answer)
    assert "Keep me" in text(answer)


def test_they_are_written_and_taken_away_and_nobody_has_to_trust_it_anew(
    client_of, validated, archive
):
    article = validated()
    elin, at = client_of("Elin Sand"), f"/knowledge/{article.pk}/edit"
    given = {
        **{name: getattr(article, name) for name in ("title", "question", "answer", "language")},
        "version": article.version,
        "services": [each.pk for each in article.services.all()],
    }
    assert elin.post(at, {**given, "items": [archive.pk]}).status_code == 302
    article.refresh_from_db()
    assert (list(article.items.all()), article.confidence) == ([archive], "validated")
    assert elin.post(at, {**given, "version": article.version}).status_code == 302
    assert not article.items.exists()


def test_a_translation_is_about_the_same(captured, archive, people):
    maja = people["Maja Lindqvist"]
    made = do.translate_article(captured(items=(archive,)), by=maja, draft=draft(language="sv"))
    assert list(made.items.all()) == [archive]


def test_machines_write_them_and_customers_do_not_read_them(token_of, validated, archive, people):
    article = validated("public")
    at, elin = f"/articles/{article.pk}", Machine(token_of("Elin Sand", READ_AND_WRITE))
    body = {"items": [archive.pk], "version": article.version}
    assert elin.patch(at, body).json()["items"] == [archive.pk]
    assert Machine(token_of("Karin Holm")).get(at).json()["items"] == []
    refused = elin.patch(at, {"items": [999_999], "version": article.version + 1})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["items"])
    # what is not named stays
    kept = elin.patch(at, {"cause": "A leak.", "version": article.version + 1})
    assert kept.json()["items"] == [archive.pk]


def test_the_list_for_machines_asks_no_more_for_more(
    captured, archive, token_of, django_assert_max_num_queries
):
    elin = Machine(token_of("Elin Sand"))
    for number in range(6):
        captured(title=f"The viewer is slow {number}", items=(archive,))
    with django_assert_max_num_queries(12):
        assert len(elin.get("/articles").json()["items"]) == 6


def test_an_item_the_writer_does_not_know_stays(captured, people, monkeypatch, client_of, archive):
    other = add_item("Secret vault", by=system(), kind="storage")
    article = captured(items=(archive, other))
    known = ConfigurationItem.objects.exclude(pk=other.pk)
    monkeypatch.setattr("spoc.knowledge.access.items_shown", lambda person: known.all())
    given = {
        **{name: getattr(article, name) for name in ("title", "question", "answer", "language")},
        "version": article.version,
        "services": [each.pk for each in article.services.all()],
    }
    elin = client_of("Elin Sand")
    assert "Secret vault" not in text(elin.get(f"/knowledge/{article.pk}"))
    assert elin.post(f"/knowledge/{article.pk}/edit", given).status_code == 302
    assert list(article.items.all()) == [other]

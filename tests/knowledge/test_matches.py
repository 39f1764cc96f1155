"""What is shown while somebody writes and beside a request: with the reason, nothing unseen."""

import pytest
from django.test import Client

from spoc.knowledge.activities import judge_use, use_article
from spoc.knowledge.models import Article, Flag, Use
from spoc.knowledge.queries.matching import matches, matches_inside
from spoc.people.models import Community, Person

SAID = "The viewer shows no images since this morning"


def found(person: Person | None, words: str = SAID, **kinds) -> list[str]:
    community = person.community if person else Community.objects.order_by("id").first()
    return [each.title for each in matches(words, person, community, "en", **kinds)]


def test_who_writes_the_symptom_is_shown_the_article_and_why(people, validated):
    article = validated("customer")
    karin = people["Karin Holm"]
    match = matches(SAID, karin, karin.community, "en")[0]
    assert (match.kind, match.pk, match.title) == ("article", article.pk, article.title)
    assert match.address == f"/help/articles/{article.pk}"
    assert {"viewer", "images", "shows"} == set(match.reason[len("Same words: ") : -1].split(", "))


@pytest.mark.parametrize(
    "words", ["the viewr shows no imags", "viewers showing no image", "VIEWER; images?"]
)
def test_slips_and_other_forms_find_it_too(people, validated, words):
    validated("customer")
    assert found(people["Karin Holm"], words) == ["The viewer shows no images"]


def test_it_is_found_in_the_other_language_and_shown_in_the_readers(people, validated, keeper):
    from_ = validated("customer")
    Article.objects.filter(pk=from_.pk).update(title="Visaren visar inga bilder", language="sv")
    twin = validated("customer", title="The viewer shows no images")
    Article.objects.filter(pk=twin.pk).update(translation_of=from_)
    karin = people["Karin Holm"]
    told = matches("visaren visar inga bilder", karin, karin.community, "en")
    assert [(each.title, each.pk) for each in told] == [(twin.title, twin.pk)]


@pytest.mark.parametrize(
    ("audience", "name", "at_desk", "in_portal"),
    [
        ("internal", "Karin Holm", False, False),
        ("internal", "Elin Sand", True, False),
        ("partner", "Karin Holm", False, False),
        ("partner", "Elin Sand", True, False),
        ("customer", "Karin Holm", True, True),
        ("customer", "Elin Sand", True, True),
        ("public", "Karin Holm", True, True),
    ],
)
def test_nobody_is_shown_what_they_may_not_read(
    people, validated, audience, name, at_desk, in_portal
):
    article = validated(audience)
    person = people[name]
    inside = [each.pk for each in matches_inside(SAID, person)]
    outside = [each.pk for each in matches(SAID, person, person.community, "en")]
    assert (article.pk in inside) is at_desk
    assert (article.pk in outside) is in_portal


@pytest.mark.parametrize(("audience", "sees"), [("customer", False), ("public", True)])
def test_who_is_not_signed_in_is_shown_what_is_public(radiology, validated, audience, sees):
    type(radiology).objects.filter(pk=radiology.pk).update(is_public=True)
    validated(audience)
    assert bool(found(None)) is sees


def test_words_for_the_desk_alone_find_nothing_outside(people, validated):
    secret = "The list is empty.\n\n::: internal\nKerberos ticket is stale\n:::\n"
    article = validated("internal", title="Nothing in the list", question=secret)
    Article.objects.filter(pk=article.pk).update(audience="customer")
    assert found(people["Karin Holm"], "kerberos ticket stale") == []
    assert matches_inside("kerberos ticket stale", people["Elin Sand"]) != []


def test_archived_articles_are_suggested_to_nobody(people, validated):
    article = validated("customer")
    Article.objects.filter(pk=article.pk).update(confidence="archived", archived_reason="old")
    assert matches_inside(SAID, people["Elin Sand"]) == []


def test_ones_own_open_request_is_shown_first(people, validated, at_status):
    validated("customer")
    asked = at_status("new")
    person = asked.requester
    first = matches(asked.title, person, person.community, "en")[0]
    assert (first.kind, first.pk) == ("duplicate", asked.pk)


def test_words_that_say_nothing_ask_nothing(people, django_assert_num_queries):
    karin = people["Karin Holm"]
    with django_assert_num_queries(0):
        assert matches("hello, can you help me?", karin, karin.community, "en") == []


def test_looking_costs_the_same_however_much_is_known(
    people, captured, validated, django_assert_max_num_queries
):
    validated("customer")
    for number in range(8):
        validated("customer", title=f"The viewer shows no images {number}")
    karin = people["Karin Holm"]
    with django_assert_max_num_queries(16):
        matches(SAID, karin, karin.community, "en")


def test_the_same_symptom_twice_shows_the_first_ones_article_and_made_worse_flags_it(
    people, validated, at_status, client_of
):
    """The promise of matching: what one request taught, the next one is given."""
    elin, article = people["Elin Sand"], validated("customer")
    use = use_article(at_status("new"), by=elin, article=article)
    judge_use(use, by=elin, outcome="solved")
    page = client_of("Elin Sand").get("/requests/new/reading", {"need": SAID})
    assert f"K-{article.pk}" in page.content.decode()
    assert "Solved 1 of 1." in page.content.decode()
    second = at_status("in_progress")
    again = use_article(second, by=elin, article=article, way="matched")
    judge_use(again, by=elin, outcome="made_worse")
    assert Flag.objects.get(article=article).reason == "made_worse"


def test_an_article_chosen_at_intake_is_used_for_the_request(client_of, validated):
    article = validated("customer")
    client_of("Elin Sand").post(
        "/requests/new",
        {"who": "Karin Holm", "need": SAID, "channel": "phone", f"article-{article.pk}": "on"},
    )
    use = Use.objects.get(article=article)
    assert (use.way, use.support_request.requester.name) == ("matched", "Karin Holm")


def test_an_agent_sees_beside_a_request_what_may_help_and_uses_it(
    people, client_of, validated, at_status
):
    asked, article = at_status("in_progress"), validated("customer")
    type(asked).objects.filter(pk=asked.pk).update(title=SAID)
    client, base = client_of("Elin Sand"), f"/requests/{asked.pk}/knowledge"
    assert "Use it" in client.get(f"{base}/rows").content.decode()
    shown = client.post(f"{base}/uses", {"article": article.pk}, follow=True).content.decode()
    use = Use.objects.get(article=article)
    assert "What came of it?" in shown
    client.post(f"{base}/uses/{use.pk}", {"outcome": "no_effect"})
    use.refresh_from_db()
    assert use.outcome == "no_effect"
    assert Flag.objects.filter(article=article, use=use).exists()


def test_only_what_customers_may_read_is_sent_to_them(client_of, validated, at_status):
    asked, inside, outside = at_status("in_progress"), validated(), validated("customer")
    client, base = client_of("Maja Lindqvist"), f"/requests/{asked.pk}/knowledge"
    told = client.get(f"{base}/{outside.pk}/words").content.decode()
    assert told.endswith(f"/help/articles/{outside.pk}")
    assert client.get(f"{base}/{inside.pk}/words").status_code == 404


def test_knowledge_beside_a_request_is_the_desks(client_of, at_status):
    asked = at_status("new")
    assert client_of("Karin Holm").get(f"/requests/{asked.pk}/knowledge").status_code == 404
    assert Client().get(f"/requests/{asked.pk}/knowledge/rows").status_code == 302


def test_what_came_of_it_is_said_with_the_resolution(people, client_of, validated, at_status):
    asked, article = at_status("in_progress"), validated("customer")
    use = use_article(asked, by=people["Maja Lindqvist"], article=article)
    client = client_of("Maja Lindqvist")
    form = client.get(f"/requests/{asked.pk}/resolution").content.decode()
    assert f'name="use-{use.pk}"' in form
    said = {"resolution": "Restarted it.", "method": "article", "closure_code": "solved"}
    said |= {"minutes": "5", "restored_at": "2026-11-20T10:00", "verification": "user"}
    refused = client.post(f"/requests/{asked.pk}/resolution", {f"use-{use.pk}": "made_worse"})
    assert '<option value="made_worse" selected>' in refused.content.decode()
    client.post(f"/requests/{asked.pk}/resolution", said | {f"use-{use.pk}": "made_worse"})
    asked.refresh_from_db()
    use.refresh_from_db()
    assert (asked.status, use.outcome) == ("resolved", "made_worse")
    assert Flag.objects.filter(use=use).exists()


def test_a_request_nothing_is_known_of_asks_for_an_article(client_of, at_status):
    asked = at_status("in_progress")
    shown = client_of("Elin Sand").get(f"/requests/{asked.pk}/knowledge").content.decode()
    assert "Write an article from it" in shown


def test_what_is_used_is_not_suggested_again(people, client_of, validated, at_status):
    asked, article = at_status("in_progress"), validated("customer")
    type(asked).objects.filter(pk=asked.pk).update(title=SAID)
    use_article(asked, by=people["Maja Lindqvist"], article=article)
    shown = client_of("Maja Lindqvist").get(f"/requests/{asked.pk}/knowledge").content.decode()
    assert "Use it" not in shown

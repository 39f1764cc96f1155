"""Guides in the portal: read, walked, judged, and what becomes of a "no"."""

import pytest
from django.test import Client

from spoc.intake.activities import Question, ask
from spoc.knowledge.activities import judge_use, use_article
from spoc.knowledge.models import Article, Flag, HelpReading, HelpSession, Use

STEPS = [
    {
        "key": "card",
        "text": "Is your card in the reader?",
        "options": [{"label": "Yes, it is", "to": "again"}, {"label": "Now it is", "to": "solved"}],
    },
    {
        "key": "again",
        "text": "Start the viewer again.",
        "options": [{"label": "It shows", "to": "solved"}, {"label": "Still empty", "to": "ask"}],
    },
]


def at(article: Article, noun: str = "") -> str:
    return f"/help/articles/{article.pk}{noun}"


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def karin(client_of) -> Client:
    """The browser of Karin Holm."""
    return client_of("Karin Holm")


@pytest.fixture
def public(validated, radiology) -> Article:
    """A guide in steps for everybody."""
    type(radiology).objects.filter(pk=radiology.pk).update(is_public=True)
    return validated("public", steps=STEPS)


def test_a_guide_says_what_to_do_and_who_checked_it(karin, validated):
    shown = page_of(karin, at(validated("customer")))
    assert "The viewer shows no images" in shown
    assert "Restart the viewer" in shown
    assert "by Priya Nair" in shown
    assert "Did this solve it?" in shown


def test_a_stranger_reads_what_is_public_and_no_names_of_ours(public):
    shown = page_of(Client(), at(public))
    assert "Restart the viewer" in shown
    assert "Priya Nair" not in shown


@pytest.mark.parametrize(
    ("audience", "name", "status"),
    [
        ("internal", "Karin Holm", 404),
        ("internal", "Elin Sand", 404),
        ("partner", "Karin Holm", 404),
        ("partner", "Elin Sand", 404),
        ("customer", "Karin Holm", 200),
        ("customer", "Elin Sand", 200),
        ("customer", "", 404),
    ],
)
@pytest.mark.parametrize("noun", ["", "/verdict", "/steps", "/reading"])
def test_a_guide_is_there_for_whom_it_is_meant(client_of, validated, audience, name, status, noun):
    article = validated(audience, steps=STEPS)
    client = client_of(name) if name else Client()
    answer = client.post(at(article, noun)) if noun else client.get(at(article))
    is_there = answer.status_code != 404
    assert is_there is (status == 200)


def test_what_is_not_validated_is_no_guide(karin, captured):
    assert karin.get(at(captured())).status_code == 404


def test_the_desks_own_words_stay_inside(karin, client_of, validated):
    open_ = "Restart the viewer, then sign in again, and wait."
    answer = f"{open_}\n\n::: internal\nThe spare card lies in the safe\n:::\n"
    article = validated("internal", answer=answer)
    Article.objects.filter(pk=article.pk).update(audience="customer")
    for client in (karin, client_of("Elin Sand")):
        assert "in the safe" not in page_of(client, at(article))


def test_steps_are_walked_one_at_a_time_without_script(karin, public):
    shown = page_of(karin, at(public))
    assert "Is your card in the reader?" in shown
    assert "Start the viewer again." not in shown
    answer = karin.post(at(public, "/steps"), {"steps": "", "option": "0"})
    assert answer["Location"] == f"{at(public)}?steps=0#steps"
    shown = page_of(karin, answer["Location"])
    assert "Start the viewer again." in shown
    assert "Yes, it is" in shown
    answer = karin.post(at(public, "/steps"), {"steps": "0", "option": "1"})
    assert "Then it needs one of us." in page_of(karin, answer["Location"])
    reading = HelpReading.objects.get()
    assert (reading.walked, reading.walk_ended) == ("0.1", "ask")


@pytest.mark.parametrize("steps", ["x", "9.9", "0.0.0.0", "-1", "0.99999999999999999999"])
def test_an_address_made_up_shows_a_step_all_the_same(karin, public, steps):
    assert karin.get(at(public), {"steps": steps}).status_code == 200


def test_yes_ends_the_visit_as_solved(karin, public):
    answer = karin.post(at(public, "/verdict"), {"solved": "yes"}, follow=True)
    assert "You told us that it works now" in answer.content.decode()
    session = HelpSession.objects.get()
    assert (session.outcome, session.article) == ("solved", public)


def test_no_leads_to_asking_with_the_words_and_the_guide(karin, public, work):
    words = "the viewer is empty"
    answer = karin.post(at(public, "/verdict"), {"solved": "no", "words": words})
    assert answer["Location"] == "/help/ask?words=the+viewer+is+empty"
    shown = page_of(karin, answer["Location"])
    assert words in shown
    assert "You have tried this already." in shown
    karin.post("/help/ask", {"words": "The viewer is empty since Monday"})
    work()
    use = Use.objects.get(article=public)
    assert use.support_request.requester.name == "Karin Holm"
    assert HelpSession.objects.get().outcome == "asked"


def test_a_stranger_who_signs_in_to_ask_brings_what_they_tried(people, public, work):
    client = Client()
    client.post(at(public, "/verdict"), {"solved": "no", "words": "empty viewer"})
    client.force_login(people["Karin Holm"])
    assert "You have tried this already." in page_of(client, "/help/ask")
    client.post("/help/ask", {"words": "The viewer is empty"})
    work()
    assert Use.objects.get(article=public).support_request.requester.name == "Karin Holm"


def test_opening_a_page_writes_nothing(karin, public):
    page_of(karin, at(public))
    assert not HelpSession.objects.exists()


def test_reading_is_kept_when_the_page_says_so(karin, public):
    assert karin.post(at(public, "/reading"), {"words": "empty viewer"}).status_code == 204
    session = HelpSession.objects.get()
    assert (session.words, session.readings.count()) == ("empty viewer", 1)


def test_strangers_are_told_apart_and_known_by_nothing(public):
    one, other = Client(), Client()
    for client in (one, one, other):
        client.post(at(public, "/reading"))
    assert HelpSession.objects.count() == 2
    assert {each.person for each in HelpSession.objects.all()} == {None}
    assert all(len(each.visitor) == 64 for each in HelpSession.objects.all())


def test_how_often_it_solved_it_counts_readers_and_requests(
    people, karin, client_of, public, at_status
):
    client_of("Elin Sand").post(at(public, "/verdict"), {"solved": "yes"})
    karin.post(at(public, "/verdict"), {"solved": "no"})
    assert "Solved it for 1 of 2" in page_of(karin, at(public))


def test_the_same_in_another_language_is_one_click_away(karin, validated):
    article = validated("customer")
    other = validated("customer", title="Visaren visar inga bilder", language="sv")
    Article.objects.filter(pk=other.pk).update(translation_of=article)
    assert f'href="/help/articles/{other.pk}"' in page_of(karin, at(article))
    assert "Svenska" in page_of(karin, at(article))


def test_guides_near_it_are_shown(karin, validated):
    article, near = validated("customer"), validated("customer", title="Images from elsewhere")
    assert near.title in page_of(karin, at(article))


def test_something_wrong_with_the_guide_is_flagged(karin, public):
    said = {"reason": "outdated", "remark": "The menu is gone"}
    shown = karin.post(at(public, "/flags"), said, follow=True).content.decode()
    assert "Whoever keeps it looks at it." in shown
    flag = Flag.objects.get()
    assert (flag.reason, flag.words, flag.by.name) == ("outdated", "The menu is gone", "Karin Holm")


def test_a_flag_without_a_reason_is_asked_again_and_loses_no_words(karin, public):
    answer = karin.post(at(public, "/flags"), {"remark": "The menu is gone"})
    assert answer.status_code == 422
    assert "The menu is gone" in answer.content.decode()


def test_a_stranger_flags_nothing(public):
    assert Client().post(at(public, "/flags"), {"reason": "wrong"}).status_code == 302
    assert not Flag.objects.exists()


def test_the_guides_are_listed_by_topic_in_the_readers_language(karin, validated):
    article = validated("customer")
    other = validated("customer", title="Visaren visar inga bilder", language="sv")
    Article.objects.filter(pk=other.pk).update(translation_of=article)
    shown = page_of(karin, "/help/articles")
    assert article.title in shown
    assert other.title not in shown
    assert article.title in page_of(karin, "/help/articles?topic=radiology")
    assert article.title not in page_of(karin, "/help/articles?topic=nothing")


def test_the_guides_are_sought_by_words(karin, validated):
    validated("customer")
    assert "Same words:" in page_of(karin, "/help/articles?q=viewr+without+images")
    nothing = page_of(karin, "/help/articles?q=bicycle")
    assert "We found no guide for that" in nothing
    assert "/help/ask?words=bicycle" in nothing


def test_a_stranger_finds_the_guides_for_everybody(public, validated):
    validated("customer", title="The viewer shows no images at home")
    shown = page_of(Client(), "/help/articles")
    assert public.title in shown
    assert "at home" not in shown


def test_while_somebody_writes_guides_are_shown(karin, validated):
    article = validated("customer")
    shown = karin.post("/help/ask/alike", {"words": "no images in the viewer"}).content.decode()
    assert "This may help" in shown
    assert f"/help/articles/{article.pk}?words=no+images" in shown.replace("%20", "+")
    assert HelpSession.objects.get().drafted_at is not None


def test_the_portals_search_field_is_answered_alike(karin, public):
    shown = karin.get("/help/matches", {"q": "no images in the viewer"}).content.decode()
    assert public.title in shown
    assert public.title in Client().get("/help/matches?q=images+viewer").content.decode()


def test_a_page_asks_no_more_the_more_there_is(karin, validated, django_assert_max_num_queries):
    article = validated("customer", steps=STEPS)
    for number in range(6):
        validated("customer", title=f"The viewer shows no images {number}")
    with django_assert_max_num_queries(30):
        page_of(karin, at(article))
    with django_assert_max_num_queries(30):
        page_of(karin, "/help/articles")


def test_a_page_is_small(karin, public):
    assert len(karin.get(at(public)).content) < 60_000


def test_a_request_made_otherwise_takes_nothing_it_did_not_try(people, validated, work):
    karin, article = people["Karin Holm"], validated("customer")
    asked = ask(karin, by=karin, question=Question(words="Something else"))
    work()
    assert not Use.objects.filter(support_request=asked).exists()
    assert use_article(asked, by=people["Elin Sand"], article=article).way == "agent"


@pytest.fixture
def resolved(people, validated, at_status) -> Use:
    """The use of a guide for a request of Karin Holm's that is resolved."""
    asked = at_status("resolved")
    return use_article(asked, by=people["Maja Lindqvist"], article=validated("customer"))


def test_whoever_asked_says_whether_the_guide_helped(karin, resolved):
    address = f"/help/requests/{resolved.support_request_id}/guides"
    assert "The viewer shows no images" in page_of(karin, address)
    karin.post(f"{address}/{resolved.pk}", {"outcome": "made_worse"})
    resolved.refresh_from_db()
    assert (resolved.outcome, resolved.judged_by.name) == ("made_worse", "Karin Holm")
    assert Flag.objects.filter(use=resolved).exists()


def test_nobody_else_says_it(client_of, resolved):
    address = f"/help/requests/{resolved.support_request_id}/guides"
    for name in ("Rune Dahl", "Åsa Ekman"):
        assert client_of(name).get(address).status_code == 404
        assert (
            client_of(name).post(f"{address}/{resolved.pk}", {"outcome": "solved"}).status_code
            == 404
        )
    resolved.refresh_from_db()
    assert resolved.outcome == ""


def test_what_the_desk_has_judged_is_asked_no_more(people, karin, resolved):
    judge_use(resolved, by=people["Maja Lindqvist"], outcome="solved")
    address = f"/help/requests/{resolved.support_request_id}/guides"
    assert "The viewer shows no images" not in page_of(karin, address).partition("used-guides")[2]
    assert karin.post(f"{address}/{resolved.pk}", {"outcome": "helped"}).status_code == 404

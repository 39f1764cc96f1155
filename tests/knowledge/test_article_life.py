"""An article from being captured to being archived: who trusts it, and who may read it."""

import pytest
from tests.knowledge.conftest import ANSWER, TITLE, draft

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.people.queries import system
from spoc.records.activities import Upload
from spoc.records.queries import links_of

INSIDE = f"{ANSWER}\n\n::: internal\nThe server is vm-7.\n:::"


def kinds(article):
    return [kind.partition(".")[2] for kind in story(article).values_list("kind", flat=True)]


def test_a_question_alone_is_being_written(captured):
    article = captured(answer="")
    assert (article.confidence, article.audience) == ("wip", "internal")
    assert (article.reference, article.revision) == (f"K-{article.pk}", 1)
    assert kinds(article) == ["captured"]


def test_with_an_answer_it_waits_to_be_validated(captured):
    article = captured()
    article.refresh_from_db()
    assert article.confidence == "not_validated"
    assert kinds(article) == ["captured", "answered"]


def test_adding_the_answer_later_moves_it_on_and_keeps_what_it_said(captured, people, radiology):
    article = captured(answer="")
    words = draft(services=(radiology,))
    do.write_article(article, by=people["Elin Sand"], draft=words, version=1, note="Solved it")
    article.refresh_from_db()
    assert (article.confidence, article.revision, article.version) == ("not_validated", 2, 2)
    told = [(r.number, r.said["answer"], r.by.name) for r in article.revisions.order_by("number")]
    assert told == [(1, "", "Maja Lindqvist"), (2, ANSWER, "Elin Sand")]


def test_what_says_nothing_new_is_no_version(captured, people, radiology):
    article = captured()
    do.write_article(article, by=people["Elin Sand"], draft=draft(services=(radiology,)))
    assert (article.revision, article.version) == (1, 1)
    assert kinds(article) == ["captured", "answered"]


def test_who_was_overtaken_is_told_and_changes_nothing(captured, people):
    article = captured()
    do.write_article(article, by=people["Elin Sand"], draft=draft(cause="A leak."), version=1)
    with pytest.raises(Stale):
        do.write_article(article, by=people["Sofia Berg"], draft=draft(cause="No."), version=1)
    article.refresh_from_db()
    assert article.cause == "A leak."


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"title": " "}, "title"),
        ({"question": "", "answer": ""}, "question"),
        ({"answer": "x" * 60_001}, "answer"),
        ({"language": "xx"}, "language"),
        ({"steps": [{"key": "a", "text": "On?", "options": []}]}, "steps"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(captured, said, name):
    with pytest.raises(NotPossible) as refused:
        captured(**said)
    assert name in refused.value.fields


@pytest.mark.parametrize("name", ["Karin Holm", "Åsa Ekman", "Ylva Öberg"])
def test_who_does_not_work_on_requests_writes_nothing(people, name):
    with pytest.raises(NotAllowed):
        do.capture_article(people[name], by=people[name], draft=draft())


def test_captured_from_a_request_it_is_linked_and_counted(people, register_request, radiology):
    elin, request = people["Elin Sand"], register_request()
    words = draft(services=(radiology,))
    article = do.capture_article(elin, by=elin, draft=words, support_request=request)
    article.refresh_from_db()
    assert article.use_count == 1
    [link] = links_of(request, elin)
    assert (link.relation, link.noun, link.pk) == ("documented_by", "article", article.pk)


def test_a_restricted_request_is_no_source_of_articles(people, register_request):
    elin, request = people["Elin Sand"], register_request()
    request.is_restricted = True
    request.save(update_fields=["is_restricted"])
    with pytest.raises(NotPossible):
        do.capture_article(elin, by=elin, draft=draft(), support_request=request)


def test_who_manages_knowledge_validates_what_meets_the_standard(captured, keeper):
    article = do.validate_article(captured(), by=keeper)
    assert article.confidence == "validated"
    assert (article.review_due_at - article.validated_at).days == 365
    assert article.validated_by == keeper


def test_what_does_not_meet_the_standard_says_what_is_missing(captured, keeper):
    with pytest.raises(NotPossible, match="names a service"):
        do.validate_article(captured(services=()), by=keeper)


def test_who_only_writes_does_not_validate(captured, people):
    with pytest.raises(NotAllowed):
        do.validate_article(captured(), by=people["Maja Lindqvist"])
    with pytest.raises(NotAllowed):
        do.validate_article(captured(), by=people["Elin Sand"])


def test_a_licensed_publisher_validates_and_publishes_their_own(captured, people, keeper):
    maja = people["Maja Lindqvist"]
    do.license_person(maja, by=keeper, level="publisher")
    article = do.validate_article(captured(), by=maja)
    do.publish_article(article, by=maja, audience="customer")
    assert article.audience == "customer"


def test_nobody_publishes_their_own_outside_without_a_licence(captured, people, keeper):
    own = captured(by="Priya Nair")
    do.validate_article(own, by=keeper)
    do.publish_article(own, by=keeper, audience="partner")
    with pytest.raises(NotAllowed, match="their own"):
        do.publish_article(own, by=keeper, audience="customer")


def test_who_wrote_the_newest_words_counts_as_author(validated, people, keeper, radiology):
    article = validated()
    do.write_article(article, by=keeper, draft=draft(cause="A leak.", services=(radiology,)))
    assert article.confidence == "validated"
    with pytest.raises(NotAllowed, match="their own"):
        do.publish_article(article, by=keeper, audience="public")


def test_only_what_is_validated_is_given_to_more_people(captured, keeper):
    with pytest.raises(NotPossible):
        do.publish_article(captured(), by=keeper, audience="public")


@pytest.mark.parametrize("answer", [INSIDE, "word " * 60])
def test_internal_words_and_long_sentences_stay_inside(validated, keeper, answer):
    article = validated(answer=answer)
    do.publish_article(article, by=keeper, audience="partner")
    with pytest.raises(NotPossible, match="Not for others yet"):
        do.publish_article(article, by=keeper, audience="customer")


def test_a_controlled_article_is_published_by_its_services_owner(captured, people, keeper):
    article = captured()
    do.keep_article(article, by=keeper, governance="controlled")
    do.validate_article(article, by=keeper)
    with pytest.raises(NotAllowed, match="owner of its service"):
        do.publish_article(article, by=keeper, audience="customer")
    with pytest.raises(NotAllowed):
        do.publish_article(article, by=people["Peter Rask"], audience="customer")
    do.publish_article(article, by=people["Inga Wallin"], audience="customer")
    assert article.audience == "customer"


def test_a_controlled_article_is_changed_by_its_keepers_alone(captured, people, keeper):
    article = captured()
    do.keep_article(article, by=keeper, governance="controlled")
    with pytest.raises(NotAllowed):
        do.write_article(article, by=people["Elin Sand"], draft=draft(cause="Mine."))
    do.write_article(article, by=people["Maja Lindqvist"], draft=draft(cause="A leak."))
    assert article.cause == "A leak."


def test_a_change_by_who_is_not_trusted_takes_it_from_customers(validated, people, radiology):
    article = validated("customer")
    karin = people["Karin Holm"]
    assert article in access.visible_to(karin)
    words = draft(cause="A leak.", services=(radiology,))
    do.write_article(article, by=people["Elin Sand"], draft=words)
    assert article.confidence == "not_validated"
    assert article not in access.visible_to(karin)
    assert "unsettled" in kinds(article)


def test_a_publisher_changes_what_customers_read_but_adds_nothing_internal(
    validated, people, keeper, radiology
):
    article, elin = validated("customer"), people["Elin Sand"]
    do.license_person(elin, by=keeper, level="publisher")
    words = draft(cause="A leak.", services=(radiology,))
    do.write_article(article, by=elin, draft=words)
    assert article.confidence == "validated"
    with pytest.raises(NotPossible, match="Not for others"):
        do.write_article(article, by=elin, draft=draft(answer=INSIDE, services=(radiology,)))


def test_fewer_may_read_it_at_any_time(validated, people):
    article = validated("public")
    do.publish_article(article, by=people["Maja Lindqvist"], audience="internal")
    assert article.audience == "internal"
    with pytest.raises(NotPossible):
        do.publish_article(article, by=people["Maja Lindqvist"], audience="all")


def test_a_translation_stands_beside_and_there_is_one_a_language(validated, people):
    article, elin = validated("customer"), people["Elin Sand"]
    words = draft(title="Visaren visar inga bilder", language="sv")
    made = do.translate_article(article, by=elin, draft=words)
    assert (made.translation_of, made.audience) == (article, "internal")
    assert set(made.services.all()) == set(article.services.all())
    for again in ("sv", "en", ""):
        with pytest.raises(NotPossible):
            do.translate_article(made, by=elin, draft=draft(language=again))
    with pytest.raises(NotPossible):
        do.write_article(made, by=elin, draft=draft(language="en"))


def test_archived_it_is_read_at_the_desk_and_can_be_taken_up_again(validated, people, keeper):
    article = validated("public")
    with pytest.raises(NotPossible) as refused:
        do.archive_article(article, by=keeper, reason=" ")
    assert "reason" in refused.value.fields
    do.archive_article(article, by=keeper, reason="The viewer is gone.")
    assert article in access.visible_to(people["Elin Sand"])
    assert article not in access.visible_to(people["Karin Holm"])
    with pytest.raises(NotAllowed):
        do.write_article(article, by=keeper, draft=draft(cause="x"))
    do.restore_article(article, by=keeper)
    assert (article.confidence, article.archived_reason) == ("not_validated", "")


def test_only_who_manages_knowledge_archives_what_is_not_theirs(validated, people):
    article = validated()
    with pytest.raises(NotAllowed):
        do.archive_article(article, by=people["Elin Sand"], reason="Old")
    with pytest.raises(NotAllowed):
        do.restore_article(article, by=people["Maja Lindqvist"])


def test_a_picture_is_for_the_desk_until_public_words_show_it(captured, people):
    article, maja = captured(), people["Maja Lindqvist"]
    upload = Upload("shot.png", "image/png", b"\x89PNG")
    shown = do.illustrate_article(article, by=maja, upload=upload)
    hidden = do.illustrate_article(article, by=maja, upload=upload)
    assert shown.is_internal
    answer = f"{ANSWER}\n![a](files/{shown.pk})\n::: internal\n![b](files/{hidden.pk})\n:::"
    do.write_article(article, by=maja, draft=draft(answer=answer))
    for file in (shown, hidden):
        file.refresh_from_db()
    assert (shown.is_internal, hidden.is_internal) == (False, True)


def test_nobody_licenses_themselves_and_a_licence_can_be_taken_back(people, keeper):
    with pytest.raises(NotAllowed):
        do.license_person(keeper, by=keeper, level="publisher")
    with pytest.raises(NotAllowed):
        do.license_person(people["Elin Sand"], by=people["Maja Lindqvist"], level="author")
    do.license_person(people["Elin Sand"], by=keeper, level="coach")
    assert access.licence_of(people["Elin Sand"]) == "coach"
    do.license_person(people["Elin Sand"], by=system(), level="")
    assert access.licence_of(people["Elin Sand"]) == ""


def test_its_title_tells_its_number(captured):
    assert str(captured()) == TITLE


def test_who_is_not_trusted_does_not_open_it_to_others_by_what_it_is_about(validated, people):
    article = validated("customer")
    do.write_article(article, by=people["Elin Sand"], draft=draft(services=()))
    article.refresh_from_db()
    assert article.confidence == "not_validated"


def test_who_is_trusted_moves_it_to_other_services(validated, keeper):
    article = validated("internal")
    do.write_article(article, by=keeper, draft=draft(services=()))
    article.refresh_from_db()
    assert article.confidence == "validated"

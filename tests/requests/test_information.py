"""A question is answered with what is written: sent, received, of help, or a gap (C.4)."""

from html import unescape

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import now
from spoc.knowledge.activities.write import capture_article
from spoc.knowledge.activities.writing import Draft
from spoc.knowledge.models import Article, Use
from spoc.records.queries import links_of
from spoc.requests import activities as do
from spoc.requests.activities.information import ArticleFound, send_articles, verify_receipt
from spoc.requests.models import ArticleOffer, InformationRequest
from spoc.work.models import Task

DESK = "Elin Sand"
AT = "https://spoc.example/help/articles/7"


def text(answer):
    """What a page says."""
    return unescape(answer.content.decode())


def row_of(request):
    return InformationRequest.objects.get(pk=request.pk)


@pytest.fixture
def article(people):
    """Make an article that whoever asks may read, or that is the desk's own."""

    def made(title="Mail away from the office", audience="customer"):
        elin = people[DESK]
        draft = Draft(title=title, question="How do I read mail at home?", answer="Open webmail.")
        found = capture_article(elin, by=elin, draft=draft)
        trusted = {"confidence": "validated", "validated_at": now(), "review_due_at": now()}
        Article.objects.filter(pk=found.pk).update(audience=audience, **trusted)
        found.refresh_from_db()
        return found

    return made


@pytest.fixture
def question(at_status):
    return at_status("in_progress", "information")


def sent(request, by, *articles, words="", ready=True):
    found = [ArticleFound(each.pk, AT, is_user_ready=ready) for each in articles]
    return send_articles(request, by=by, found=found, words=words)


def letters(request):
    rows = Letter.objects.filter(noun="request", subject_id=request.pk, is_incoming=False)
    return list(rows.order_by("pk").values_list("text", flat=True))


def test_what_is_written_is_sent_and_documents_the_request(people, question, article):
    guide = article()
    sent(question, people[DESK], guide, words="See this:")
    assert row_of(question).sent_at
    letter = letters(question)[-1]
    assert "See this:" in letter
    assert "Mail away from the office" in letter
    assert AT in letter
    [link] = [each for each in links_of(question, people[DESK]) if each.noun == "article"]
    assert link.relation == "documented_by"


def test_with_an_article_it_is_resolved_without_a_gap(people, question, article, solved):
    lacking = solved("information", type_fields=None)
    with pytest.raises(NotPossible) as refused:
        do.resolve(question, by=people[DESK], resolution=lacking)
    assert list(refused.value.fields) == ["is_gap"]
    sent(question, people[DESK], article())
    do.resolve(question, by=people[DESK], resolution=lacking)
    assert question.status == "resolved"


def test_what_the_requester_may_not_read_is_not_sent(people, question, article):
    inner = article(audience="internal")
    with pytest.raises(NotPossible, match="may not read") as refused:
        sent(question, people[DESK], inner)
    assert list(refused.value.fields) == ["articles"]
    assert not ArticleOffer.objects.exists()


def test_from_what_is_the_desks_own_one_answers_in_ones_own_words(people, question, article):
    inner = article(title="Mailbox quotas on the servers", audience="internal")
    with pytest.raises(NotPossible) as refused:
        sent(question, people[DESK], inner, ready=False)
    assert list(refused.value.fields) == ["words"]
    sent(question, people[DESK], inner, words="You have five gigabytes.", ready=False)
    letter = letters(question)[-1]
    assert "five gigabytes" in letter
    assert "Mailbox quotas" not in letter


def test_an_article_is_offered_once(people, question, article):
    guide = article()
    for _time in range(2):
        sent(question, people[DESK], guide)
    assert ArticleOffer.objects.get().article == guide.pk
    with pytest.raises(NotPossible):
        sent(question, people[DESK], guide, guide)


@pytest.mark.parametrize("number", [None, 999_999])
def test_what_there_is_not_is_not_sent(people, question, number):
    found = [ArticleFound(number)] if number else []
    with pytest.raises(NotPossible) as refused:
        send_articles(question, by=people[DESK], found=found)
    assert list(refused.value.fields) == ["articles"]


def test_only_who_works_on_it_answers(people, question, article):
    guide = article()
    for name in ("Karin Holm", "Åsa Ekman", "Ylva Öberg"):
        with pytest.raises(NotAllowed):
            sent(question, people[name], guide)


def test_only_a_question_is_answered_with_articles(people, at_status, article):
    with pytest.raises(NotPossible, match="Only a question"):
        sent(at_status("in_progress", "incident"), people[DESK], article())


@pytest.mark.parametrize(("helped", "outcome"), [(True, "helped"), (False, "no_effect")])
def test_what_helped_is_counted_for_the_article(people, question, article, work, helped, outcome):
    guide = article()
    sent(question, people[DESK], guide)
    work()
    assert Use.objects.get(support_request=question, article=guide).outcome == ""
    verify_receipt(question, by=people["Karin Holm"], receipt="yes", helped=helped)
    work()
    row = row_of(question)
    assert (row.receipt, row.helped) == ("yes", helped)
    assert Use.objects.get(support_request=question, article=guide).outcome == outcome


def test_nothing_is_received_that_was_not_sent(people, question):
    with pytest.raises(NotPossible, match="Nothing was sent"):
        verify_receipt(question, by=people["Karin Holm"], receipt="yes")


def test_others_do_not_say_whether_it_helped(people, question, article):
    sent(question, people[DESK], article())
    with pytest.raises(NotAllowed):
        verify_receipt(question, by=people["Johan Strand"], receipt="yes", helped=True)


def test_a_gap_begins_an_article_and_a_task_to_write_it(people, question, work):
    do.describe_type(question, by=people[DESK], fields={"is_gap": True})
    work()
    [link] = [each for each in links_of(question, people[DESK]) if each.noun == "article"]
    begun = Article.objects.get(pk=link.pk)
    assert (begun.confidence, begun.owner) == ("wip", people[DESK])
    assert begun.question.startswith("PACS")
    task = Task.objects.get(noun="article", subject_id=begun.pk)
    assert task.assignee == people[DESK]
    assert begun.reference in task.title


def test_a_gap_is_captured_once(people, question, work):
    before = Article.objects.count()
    for is_gap in (True, False, True):
        do.describe_type(question, by=people[DESK], fields={"is_gap": is_gap})
        work()
    assert Article.objects.count() == before + 1


def test_of_a_restricted_request_nothing_is_written_down(people, question, work):
    sofia, before = people["Sofia Berg"], Article.objects.count()
    do.restrict(question, by=sofia, readers=[sofia])
    do.describe_type(question, by=sofia, fields={"is_gap": True})
    work()
    assert Article.objects.count() == before


def test_the_desk_answers_on_a_page(people, question, article, client_of):
    guide, elin = article("PACS shows no images in reading rooms"), client_of(DESK)
    at = f"/requests/{question.pk}/articles"
    form = text(elin.get(at))
    assert "PACS shows no images in reading rooms" in form
    assert f'name="ready_{guide.pk}"' in form
    assert elin.post(at, {}).status_code == 422
    given = {f"article_{guide.pk}": "on", f"ready_{guide.pk}": "on", "words": "Read this."}
    assert elin.post(at, given).status_code == 302
    assert f"/help/articles/{guide.pk}" in letters(question)[-1]
    shown = text(elin.get(f"/requests/{question.pk}"))
    assert "Answer with articles" in shown
    assert guide.title in shown


def test_an_article_is_named_by_its_number(question, article, client_of):
    guide, elin = article("Something else"), client_of(DESK)
    at = f"/requests/{question.pk}/articles"
    wrong = elin.post(at, {"further": "seven"})
    assert wrong.status_code == 422
    assert "Write the numbers of articles" in text(wrong)
    given = {"further": f"K-{guide.pk}", "further_ready": "on"}
    assert elin.post(at, given).status_code == 302
    assert "Something else" in letters(question)[-1]


def test_whoever_asked_says_whether_it_helped(people, question, article, client_of):
    sent(question, people[DESK], article())
    at, karin = f"/help/requests/{question.pk}", client_of("Karin Holm")
    shown = text(karin.get(at))
    assert "Did it help?" in shown
    assert "Mail away from the office" in shown
    assert karin.post(f"{at}/receipt", {"helped": "perhaps"}).status_code == 404
    assert karin.post(f"{at}/receipt", {"helped": "yes"}).status_code == 302
    assert row_of(question).helped
    assert "Did it help?" not in text(karin.get(at))


def test_by_machine(people, question, article, token_of):
    guide, elin = article(), Machine(token_of(DESK, READ_AND_WRITE))
    at = f"/requests/{question.pk}"
    body = {"articles": [{"article": guide.pk}], "words": "Here:"}
    told = elin.post(f"{at}/articles", body).json()
    assert told["articles"] == [{"article": guide.pk, "is_user_ready": True}]
    told = elin.post(f"{at}/article-receipt", {"receipt": "yes", "helped": False}).json()
    assert (told["receipt"], told["helped"]) == ("yes", False)
    assert elin.get(f"{at}/answer").json() == told
    assert elin.post(f"{at}/articles", {"articles": [{"article": 999999}]}).status_code == 422


def test_what_was_sent_is_told_in_the_story(people, question, article):
    guide = article()
    sent(question, people[DESK], guide)
    fact = story(question).get(kind="information.sent")
    assert fact.particulars.values["articles"] == guide.reference

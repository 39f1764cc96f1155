"""Articles are used and judged, flagged and settled, reviewed and handed on."""

from datetime import timedelta

import pytest

from spoc.audit.queries import story
from spoc.channels.models import Notice
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.knowledge.activities import Asked
from spoc.knowledge.models import Transfer
from spoc.people.queries import system
from spoc.records.queries import links_of
from spoc.work.models import Task


def told_of(event):
    return {each.person.name for each in Notice.objects.filter(event=event)}


def used(article, request, by, outcome=""):
    use = do.use_article(request, by=by, article=article)
    return do.judge_use(use, by=by, outcome=outcome) if outcome else use


def test_a_use_is_counted_once_and_linked(validated, people, register_request):
    article, elin, request = validated(), people["Elin Sand"], register_request()
    first, again = used(article, request, elin), used(article, request, elin)
    article.refresh_from_db()
    assert (first, article.use_count) == (again, 1)
    [link] = links_of(request, elin)
    assert (link.relation, link.title) == ("documented_by", f"{article.reference} {article}")


def test_who_does_not_see_both_uses_nothing(validated, people, register_request):
    article, request = validated(), register_request()
    for name in ("Karin Holm", "Oskar Nyman", "Åsa Ekman"):
        with pytest.raises(NotAllowed):
            do.use_article(request, by=people[name], article=article)
    request = register_request("Karin Holm")
    do.use_article(request, by=people["Karin Holm"], article=validated("customer"), way="portal")


@pytest.mark.parametrize(("outcome", "flags"), [("no_effect", 1), ("made_worse", 1), ("helped", 0)])
def test_what_failed_is_flagged_once_a_use(validated, people, register_request, outcome, flags):
    article, elin = validated(), people["Elin Sand"]
    use = used(article, register_request(), elin, outcome)
    do.judge_use(use, by=elin, outcome=outcome)
    assert [flag.reason for flag in article.flags.all()] == [outcome] * flags
    if flags:
        do.judge_use(use, by=elin, outcome="solved")
        article.refresh_from_db()
        assert (article.failed_count, article.solved_count) == (0, 1)
    with pytest.raises(NotPossible):
        do.judge_use(use, by=elin, outcome="great")


def test_after_three_solved_it_is_worth_validating(
    captured, people, keeper, register_request, work
):
    article, elin = captured(), people["Elin Sand"]
    for turn in range(3):
        assert article.is_worth_validating is False, turn
        used(article, register_request(), elin, "solved")
        article.refresh_from_db()
    assert article.is_worth_validating
    work()
    assert told_of("article_proven") == {"Priya Nair"}


def test_a_flag_asks_its_owner_and_is_settled(captured, people):
    article, elin, maja = captured(), people["Elin Sand"], people["Maja Lindqvist"]
    with pytest.raises(NotPossible) as refused:
        do.flag_article(article, by=elin, reason="boring")
    assert "reason" in refused.value.fields
    flag = do.flag_article(article, by=elin, reason="outdated", words="The menu is gone.")
    task = Task.objects.get(noun="article", subject_id=article.pk)
    assert (task.assignee, flag.task, article.open_flags) == (maja, task, 1)
    with pytest.raises(NotPossible):
        do.settle_flag(article, by=maja, flag=flag, settlement=" ")
    do.settle_flag(article, by=maja, flag=flag, settlement="Written anew.")
    task.refresh_from_db()
    assert (article.open_flags, flag.is_open, task.state) == (0, False, "done")
    with pytest.raises(NotPossible):
        do.settle_flag(article, by=maja, flag=flag, settlement="Again.")


def test_a_customer_flags_what_they_read_and_nothing_else(validated, people):
    karin = people["Karin Holm"]
    do.flag_article(validated("customer"), by=karin, reason="unclear")
    with pytest.raises(NotAllowed):
        do.flag_article(validated("partner"), by=karin, reason="unclear")


def test_the_third_flag_takes_it_from_customers(validated, people, keeper, work):
    article, karin = validated("public"), people["Karin Holm"]
    for name in ("Elin Sand", "Sofia Berg"):
        do.flag_article(article, by=people[name], reason="wrong")
        assert article in access.visible_to(karin)
    do.flag_article(article, by=karin, reason="wrong")
    assert (article.confidence, article in access.visible_to(karin)) == ("not_validated", False)
    work()
    assert told_of("article_fell") == {"Maja Lindqvist", "Priya Nair"}


def test_the_more_it_was_used_the_sooner_it_is_reviewed_again(
    validated, people, keeper, register_request
):
    article = validated()
    for _turn in range(5):
        used(article, register_request(), people["Elin Sand"])
    do.review_article(article, by=keeper, verdict="confirm")
    assert (article.review_due_at - now()).days in (179, 180)


@pytest.mark.parametrize(
    ("verdict", "state"),
    [("confirm", "validated"), ("update", "not_validated"), ("archive", "archived")],
)
def test_a_review_says_what_becomes_of_it(validated, people, verdict, state):
    article = do.review_article(
        validated(), by=people["Maja Lindqvist"], verdict=verdict, note="Looked."
    )
    assert (article.confidence, article.overdue_rung) == (state, 0)


def test_only_its_owner_and_who_manages_knowledge_review_it(validated, people):
    with pytest.raises(NotAllowed):
        do.review_article(validated(), by=people["Elin Sand"], verdict="confirm")
    with pytest.raises(NotPossible):
        do.review_article(validated(), by=people["Maja Lindqvist"], verdict="shrug")


def test_an_overdue_review_climbs_one_rung_a_night_until_it_is_done(
    validated, run_job, work, people
):
    article = validated()
    due = article.review_due_at
    for days, rung, who in [
        (-1, 0, set()),
        (0, 1, {"Maja Lindqvist"}),
        (1, 1, {"Maja Lindqvist"}),
        (14, 2, {"Maja Lindqvist", "Priya Nair"}),
        (30, 3, {"Maja Lindqvist", "Priya Nair", "Henrik Vall"}),
        (60, 3, {"Maja Lindqvist", "Priya Nair", "Henrik Vall"}),
    ]:
        with at(due + timedelta(days=days)):
            run_job("knowledge.jobs.look_at_articles", timestamp=0)
            work()
        article.refresh_from_db()
        assert (article.overdue_rung, told_of("article_overdue")) == (rung, who), days
    do.review_article(article, by=people["Maja Lindqvist"], verdict="confirm")
    assert not article.is_overdue


def test_a_review_is_pulled_forward_once(validated, keeper):
    article = validated()
    do.pull_review(article, by=system(), reason="The service is retired.")
    assert article.review_due_at <= now()
    do.pull_review(article, by=system(), reason="Again.")
    kinds = list(story(article).values_list("kind", flat=True))
    assert kinds.count("article.review_pulled") == 1


def test_knowledge_is_handed_to_named_people_who_prove_it(validated, people, keeper, work):
    article, elin = validated(), people["Elin Sand"]
    asked = Asked("What do you restart first?", now().date() + timedelta(days=7))
    with pytest.raises(NotAllowed):
        do.transfer_article(article, by=people["Maja Lindqvist"], people=(elin,), asked=asked)
    with pytest.raises(NotPossible) as refused:
        do.transfer_article(article, by=keeper, people=(people["Karin Holm"],), asked=asked)
    assert "people" in refused.value.fields
    [made] = do.transfer_article(article, by=keeper, people=(elin,), asked=asked)
    assert do.transfer_article(article, by=keeper, people=(elin,), asked=asked) == []
    work()
    assert told_of("article_transfer") == {"Elin Sand"}
    with pytest.raises(NotAllowed):
        do.prove_transfer(made, by=keeper, answer="The viewer.", has_read=True)
    for answer, has_read, name in (("", True, "answer"), ("The viewer.", False, "has_read")):
        with pytest.raises(NotPossible) as refused:
            do.prove_transfer(made, by=elin, answer=answer, has_read=has_read)
        assert name in refused.value.fields
    do.prove_transfer(made, by=elin, answer="The viewer.", has_read=True)
    assert (made.state, made.revision) == ("proven", 1)
    with pytest.raises(NotPossible):
        do.withdraw_transfer(made, by=keeper)


def test_a_coach_hands_on_and_asks_no_longer(validated, people, keeper):
    maja, elin = people["Maja Lindqvist"], people["Elin Sand"]
    do.license_person(maja, by=keeper, level="coach")
    asked = Asked("Why?", now().date())
    [made] = do.transfer_article(validated(), by=maja, people=(elin,), asked=asked)
    do.withdraw_transfer(made, by=maja)
    assert Transfer.objects.get(pk=made.pk).state == "withdrawn"


def test_one_reader_alone_does_not_take_it_from_all_others(people, validated):
    article, karin = validated("customer"), people["Karin Holm"]
    for reason in ("wrong", "outdated", "unclear"):
        flag = do.flag_article(article, by=karin, reason=reason, words=f"It is {reason}.")
    article.refresh_from_db()
    assert (article.open_flags, article.confidence) == (1, "validated")
    assert flag.words == "It is wrong.\nIt is outdated.\nIt is unclear."

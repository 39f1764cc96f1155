"""The figures of self-help, what is behind them, and the same for machines."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.kit.time import at, now
from spoc.knowledge.activities.help import (
    Visitor,
    draft_in_help,
    end_help,
    judge_help,
    read_in_help,
    session_of,
)
from spoc.knowledge.help_access import sessions_visible_to
from spoc.knowledge.models import Article, HelpSession
from spoc.knowledge.queries.self_help import by_month, figures_of, period_of
from spoc.knowledge.rules.deflection import Share
from spoc.people.queries import system
from spoc.requests.models import SupportRequest

HERE = "/knowledge/self-help"
MIDDLE = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


@pytest.fixture
def visits(people, validated) -> list[HelpSession]:
    """Four visits: one solved, one draft given up after reading, one only read, one went on."""
    article = validated("customer")
    with at(MIDDLE):
        return _visited(article)


def _visited(article: Article) -> list[HelpSession]:
    begun = []
    for name, sought in enumerate(("solved it", "gave it up", "only read", "goes on")):
        stranger = Visitor(mark=f"{name}" * 64)
        session, by = session_of(stranger), stranger.by
        begun.append(session)
        if sought == "gave it up":
            draft_in_help(session, by=by, words=sought)
        read_in_help(session, by=by, article=article, words=sought)
        if sought == "solved it":
            judge_help(session, by=by, article=article, is_solved=True)
    with at(MIDDLE + timedelta(hours=25)):
        for session in begun[1:3]:
            end_help(session, by=system())
    return begun


def test_the_figures_count_what_was_said_and_put_the_estimate_apart(visits):
    figures = figures_of(_all(), period_of(f"{MIDDLE:%Y-%m}", MIDDLE))
    assert figures.deflected == Share(1, 3)
    assert figures.perhaps_deflected == Share(1, 3)


def test_level_zero_is_measured_against_what_agents_resolved(visits, at_status):
    before = figures_of(_all(), period_of("", now()))
    automatic = at_status("resolved")
    SupportRequest.objects.filter(pk=automatic.pk).update(tier_resolved=0)
    at_status("resolved")
    figures = figures_of(_all(), period_of("", now()))
    assert figures.automatic - before.automatic == 1
    assert figures.by_agents - before.by_agents == 1
    assert figures.without_agent.part == before.without_agent.part + 1


def test_a_month_counts_what_ended_in_it(visits):
    later = MIDDLE + timedelta(days=62)
    months = {period.key: figures for period, figures in by_month(_all(), later)}
    assert len(months) == 6
    assert sum(figures.sessions for figures in months.values()) == 3
    assert months["2026-03"].sessions == 3


@pytest.mark.parametrize("words", ["", "x", "2026-13", "9999-12", "2026-1"])
def test_a_month_that_is_none_is_this_one(words):
    assert period_of(words, now()) == period_of("", now())


def test_a_month_before_is_named_by_its_address():
    period = period_of("2026-02", now())
    assert (period.key, (period.until - period.since).days) == ("2026-02", 28)


def test_a_manager_reads_the_figures_and_what_is_behind_them(client_of, visits):
    page = client_of("Henrik Vall").get(f"{HERE}?month=2026-03&show=abandoned").content.decode()
    assert "gave it up" in page
    assert "only read" not in page
    assert "never added" in page


def test_a_visit_tells_what_was_read_and_not_whose_it_was(client_of, people, validated):
    karin = people["Karin Holm"]
    session = session_of(Visitor(karin, "", karin.community))
    article = validated("customer")
    judge_help(session, by=karin, article=article, is_solved=True)
    page = client_of("Henrik Vall").get(f"{HERE}/{session.pk}").content.decode()
    assert article.title in page
    assert "Karin" not in page


@pytest.mark.parametrize(("name", "status"), [("Henrik Vall", 200), ("Elin Sand", 404)])
def test_the_page_is_for_who_answers_for_self_help(client_of, visits, name, status):
    client = client_of(name)
    assert client.get(HERE).status_code == status
    assert client.get(f"{HERE}/{visits[0].pk}").status_code == status


def test_the_page_asks_no_more_the_more_visits_there_are(
    client_of, visits, django_assert_max_num_queries
):
    client = client_of("Henrik Vall")
    with django_assert_max_num_queries(30):
        client.get(HERE)


def test_a_machine_asks_what_may_help(token_of, validated):
    article = validated("customer")
    karin = Machine(token_of("Karin Holm"))
    found = karin.get("/matches?words=viewer+without+images").json()["items"]
    assert [(each["kind"], each["id"]) for each in found] == [("article", article.pk)]
    assert found[0]["reason"].startswith("Same words: ")


def test_a_machine_finds_nothing_its_person_may_not_read(token_of, validated):
    validated("internal")
    assert Machine(token_of("Karin Holm")).get("/matches?words=viewer+images").json() == {
        "items": []
    }


@pytest.mark.parametrize("query", ["", "?words=", "?words=viewer&limit=99"])
def test_a_machine_that_asks_for_nothing_is_refused(token_of, query):
    assert Machine(token_of("Karin Holm")).get(f"/matches{query}").status_code == 422


def test_a_machine_says_whether_it_solved_it(token_of, validated):
    article = validated("customer")
    karin = Machine(token_of("Karin Holm", READ_AND_WRITE))
    said = karin.send("POST", f"/articles/{article.pk}/verdicts", {"is_solved": True})
    assert (said.status_code, said.json()["verdict"]) == (201, "solved")
    session = karin.get(f"/help-sessions/{said.json()['session']}").json()
    assert (session["outcome"], session["article"]) == ("solved", article.pk)


def test_a_machine_judges_no_article_it_does_not_see(token_of, validated):
    rune = Machine(token_of("Rune Dahl", READ_AND_WRITE))
    at_ = f"/articles/{validated('internal').pk}/verdicts"
    assert rune.send("POST", at_, {"is_solved": True}).status_code == 404


def test_visits_of_others_are_not_found(token_of, people, visits):
    elin, henrik = Machine(token_of("Elin Sand")), Machine(token_of("Henrik Vall"))
    assert elin.get("/help-sessions").json()["items"] == []
    assert elin.get(f"/help-sessions/{visits[0].pk}").status_code == 404
    assert len(henrik.get("/help-sessions").json()["items"]) == len(visits)
    assert sessions_visible_to(people["Henrik Vall"]).count() == len(visits)


def _all():
    return HelpSession.objects.all()

"""AI agents and the desk's search find articles as their person may read them."""

import pytest

from spoc.kit.errors import NotAllowed, NotFound
from spoc.knowledge.models import Article
from spoc.search.pages.found import found
from spoc.site.mcp.knowing import propose_article, read_article, search_articles


def called(tool, person, **given):
    return tool.does(person, tool.asks.model_validate(given))


def test_an_agent_finds_what_its_person_may_read(validated, captured, people, work):
    shown, hidden = validated("customer"), captured(title="The viewer for us")
    work()
    for name, numbers in (("Karin Holm", {shown.pk}), ("Elin Sand", {shown.pk, hidden.pk})):
        items = called(search_articles, people[name], words="viewer").items
        assert {each.id for each in items} == numbers
    assert called(read_article, people["Karin Holm"], number=shown.pk).cause == ""
    with pytest.raises(NotFound):
        called(read_article, people["Karin Holm"], number=hidden.pk)


def test_what_an_agent_proposes_waits_for_a_person(people, radiology, register_request):
    request = register_request()
    given = {"title": "The viewer is slow", "question": "It takes minutes.", "answer": "Wait."}
    made = called(
        propose_article, people["Elin Sand"], service=radiology.pk, request=request.pk, **given
    )
    assert (made.state, made.audience, made.used) == ("not_validated", "internal", 1)
    with pytest.raises(NotAllowed):
        called(propose_article, people["Karin Holm"], **given)
    assert Article.objects.count() == 1


def test_the_search_of_the_desk_finds_articles(captured, people, work):
    article = captured()
    work()
    assert found(people["Elin Sand"], "viewer", most=5).articles == [article]
    assert found(people["Åsa Ekman"], "viewer", most=5).articles == []

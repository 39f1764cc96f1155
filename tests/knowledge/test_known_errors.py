"""Known errors: named with a cause, matched as what they are, and ended when they are mended."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine
from tests.knowledge.test_matches import SAID

from spoc.kit.errors import NotAllowed, NotPossible
from spoc.knowledge.activities import end_known_error, name_known_error
from spoc.knowledge.models import Article
from spoc.knowledge.queries.matching import matches, matches_inside


@pytest.fixture
def explained(validated):
    """A validated article that says what one sees and what causes it."""
    article = validated("customer")
    Article.objects.filter(pk=article.pk).update(cause="The new driver forgets the palette.")
    article.refresh_from_db()
    return article


def test_who_writes_the_symptom_is_told_it_is_a_known_error(people, explained, keeper):
    name_known_error(explained, by=keeper)
    karin = people["Karin Holm"]

    match = matches(SAID, karin, karin.community, "en")[0]

    assert (match.kind, match.noun, match.pk) == ("known_error", "article", explained.pk)
    assert matches(SAID, karin, karin.community, "en", kinds=["offering"]) == []


def test_the_desk_is_told_too_until_it_is_mended(people, explained, keeper):
    name_known_error(explained, by=keeper)
    assert [each.kind for each in matches_inside(SAID, people["Elin Sand"])] == ["known_error"]

    end_known_error(explained, by=keeper)
    assert [each.kind for each in matches_inside(SAID, people["Elin Sand"])] == ["article"]


def test_without_a_cause_none_is_known(validated, keeper):
    article = validated("customer")
    Article.objects.filter(pk=article.pk).update(cause=" ")
    article.refresh_from_db()

    with pytest.raises(NotPossible, match="what causes it"):
        name_known_error(article, by=keeper)


def test_it_is_named_once_and_ended_once(explained, keeper):
    with pytest.raises(NotPossible, match="no known error"):
        end_known_error(explained, by=keeper)
    name_known_error(explained, by=keeper)
    with pytest.raises(NotPossible, match="none yet"):
        name_known_error(explained, by=keeper)


def test_whoever_may_not_review_it_names_none(people, explained):
    with pytest.raises(NotAllowed):
        name_known_error(explained, by=people["Karin Holm"])


def test_on_its_page_one_click_names_it_and_the_portal_says_so(client_of, explained, keeper):
    priya = client_of(keeper.name)
    assert "It is a known error" in priya.get(f"/knowledge/{explained.pk}").content.decode()

    page = priya.post(f"/knowledge/{explained.pk}/known-error", follow=True).content.decode()

    assert "Known error" in page
    assert "The error is mended" in page
    told = client_of("Karin Holm").get(f"/help/articles/{explained.pk}").content.decode()
    assert "We know what causes it and it will be mended" in told


def test_over_the_api(explained, keeper, token_of):
    priya, karin = (Machine(token_of(n, READ_AND_WRITE)) for n in (keeper.name, "Karin Holm"))
    at = f"/articles/{explained.pk}/known-error"

    assert karin.send("PUT", at).status_code == 403
    assert priya.send("PUT", at).json()["is_known_error"] is True
    assert priya.send("DELETE", at).json()["is_known_error"] is False
    assert priya.send("DELETE", at).status_code == 422

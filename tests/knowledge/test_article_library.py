"""What nobody found, what trends tell, and the library of what others wrote."""

from datetime import timedelta

import pytest

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Service
from spoc.channels.models import Notice
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.knowledge.activities import Citation
from spoc.knowledge.models import Miss
from spoc.knowledge.queries.trends import trends
from spoc.people.activities import grant_role
from spoc.people.queries import system


def told_of(event):
    return {each.person.name for each in Notice.objects.filter(event=event)}


def used(article, request, by, outcome=""):
    use = do.use_article(request, by=by, article=article)
    return do.judge_use(use, by=by, outcome=outcome) if outcome else use


@pytest.mark.parametrize("words", ["ab", "12345", "karin.holm@norrvik.example"])
def test_what_names_somebody_or_says_nothing_is_no_gap(db, words):
    assert do.miss(words, by=system(), language="en") is None
    assert not Miss.objects.exists()


def test_what_is_not_found_is_counted_and_filled(captured, people):
    for words in ("Shared calendar", "shared  calendar"):
        found = do.miss(words, by=system(), language="en")
    assert (found.words, found.times) == ("shared calendar", 2)
    elin = people["Elin Sand"]
    assert [each.words for each in trends(elin).misses] == ["shared calendar"]
    do.fill_miss(found, by=elin, article=captured())
    assert trends(elin).misses == []
    with pytest.raises(NotAllowed):
        do.fill_miss(found, by=people["Karin Holm"], article=None)


def test_trends_name_what_is_used_fails_and_is_missing(
    validated, people, at_status, register_request
):
    article, elin = validated(), people["Elin Sand"]
    for _turn in range(2):
        at_status("closed")
    used(article, register_request(), elin, "no_effect")
    found = trends(elin)
    assert [each.pk for each in found.most_used] == [article.pk]
    assert [each.pk for each in found.failing] == [article.pk]
    assert [gap.count for gap in found.gaps] == [2]
    assert found.unused == []
    with at(now() + timedelta(days=200)):
        assert [each.pk for each in trends(elin).unused] == [article.pk]


def test_the_library_takes_what_is_approved_by_another(people, keeper, captured):
    elin = people["Elin Sand"]
    book = Citation("book", "USMBOK", "Ian Clayton", year=2012)
    made = do.contribute_reference(elin, by=elin, citation=book)
    assert made in access.references_visible_to(keeper)
    assert made not in access.references_visible_to(people["Maja Lindqvist"])
    with pytest.raises(NotAllowed):
        do.decide_reference(made, by=people["Maja Lindqvist"], is_approved=True)
    with pytest.raises(NotPossible):
        do.cite_reference(captured(), by=elin, reference=made)
    do.decide_reference(made, by=keeper, is_approved=True)
    article = captured()
    do.cite_reference(article, by=elin, reference=made)
    assert list(article.references.all()) == [made]
    do.cite_reference(article, by=elin, reference=made, is_cited=False)
    assert not article.references.exists()
    with pytest.raises(NotPossible):
        do.decide_reference(made, by=keeper, is_approved=False, reason="No")


def test_nobody_approves_their_own_and_a_refusal_says_why(people, keeper):
    own = do.contribute_reference(keeper, by=keeper, citation=Citation("page", "Ours"))
    with pytest.raises(NotAllowed):
        do.decide_reference(own, by=keeper, is_approved=True)
    grant_role(people["Sofia Berg"], by=system(), role="KM")
    people.known.clear()
    with pytest.raises(NotPossible) as refused:
        do.decide_reference(own, by=people["Sofia Berg"], is_approved=False)
    assert "reason" in refused.value.fields


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"kind": "song"}, "kind"),
        ({"title": ""}, "title"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"year": 99}, "year"),
    ],
)
def test_what_is_wrong_with_a_citation_is_said_beside_its_field(people, said, name):
    elin = people["Elin Sand"]
    with pytest.raises(NotPossible) as refused:
        citation = Citation(**{"kind": "book", "title": "USMBOK", **said})
        do.contribute_reference(elin, by=elin, citation=citation)
    assert name in refused.value.fields


def test_customers_have_no_library(people):
    karin = people["Karin Holm"]
    with pytest.raises(NotAllowed):
        do.contribute_reference(karin, by=karin, citation=Citation("book", "USMBOK"))


def test_a_retired_service_has_its_articles_looked_at_now(validated, people, radiology, work):
    about, other = validated(), validated(services=(Service.objects.get(key="mail"),))
    _retire(radiology)
    work()
    about.refresh_from_db()
    other.refresh_from_db()
    assert about.review_due_at <= now() < other.review_due_at


@activity
def _retire(service: Service) -> None:
    record("service.retired", service, by=system(), name=service.name)

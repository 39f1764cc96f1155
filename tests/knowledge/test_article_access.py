"""Public, customer, partner and internal are strictly apart, whoever looks and from where."""

import pytest

from spoc.catalogue.models import Presentation
from spoc.knowledge import access
from spoc.knowledge import activities as do
from spoc.people.activities import grant_role
from spoc.people.models import Community, Person
from spoc.people.queries import system
from spoc.search.queries import find

DESK = ["Elin Sand", "Maja Lindqvist", "Sofia Berg", "Henrik Vall", "Inga Wallin", "Ylva Öberg"]
AUDIENCES = ("internal", "partner", "customer", "public")


@pytest.fixture
def each(validated):
    """A validated article for each audience, about nothing but the services of the hospital."""
    return {audience: validated(audience, title=f"For {audience} alone") for audience in AUDIENCES}


def read_by(person, each):
    seen = set(access.visible_to(person))
    return [audience for audience, article in each.items() if article in seen]


@pytest.mark.parametrize("name", DESK)
def test_the_desk_reads_all(each, people, name):
    assert read_by(people[name], each) == list(AUDIENCES)
    assert access.may_open(people[name])


def test_a_customer_reads_what_is_for_customers_and_everybody(each, people):
    assert read_by(people["Karin Holm"], each) == ["customer", "public"]
    assert not access.may_open(people["Karin Holm"])


def test_who_administers_reads_no_more_than_a_customer(each, people):
    assert "internal" not in read_by(people["Åsa Ekman"], each)
    assert "partner" not in read_by(people["Åsa Ekman"], each)


def test_a_partner_reads_what_is_for_partners(each, people):
    grant_role(people["Karin Holm"], by=system(), role="SU")
    assert read_by(people["Karin Holm"], each) == ["partner", "customer", "public"]


def test_who_is_not_served_yet_reads_what_is_for_everybody(each, people):
    Person.objects.filter(name="Karin Holm").update(is_prospect=True)
    people.known.clear()
    assert read_by(people["Karin Holm"], each) == ["public"]


def test_who_does_not_have_the_service_does_not_read_of_it(each, people):
    assert read_by(people["Oskar Nyman"], each) == []


def test_who_left_reads_nothing(each, people):
    karin = people["Karin Holm"]
    karin.is_active = False
    assert read_by(karin, each) == []


def test_who_is_unknown_reads_what_is_for_everybody_of_services_shown_to_all(each, radiology):
    community = Community.objects.first()
    assert list(access.public_articles(community)) == []
    radiology.is_public = True
    radiology.save(update_fields=["is_public"])
    assert list(access.public_articles(community)) == [each["public"]]
    Presentation.objects.create(service=radiology, community=community, is_shown=False)
    assert list(access.public_articles(community)) == []


@pytest.mark.parametrize(
    "answer", ["", "Restart the viewer, then wait until the images come back."]
)
def test_what_is_not_validated_is_the_desks(captured, people, answer):
    article = captured(answer=answer)
    assert article in access.visible_to(people["Elin Sand"])
    assert article not in access.visible_to(people["Karin Holm"])


def test_a_requester_finds_only_what_is_for_them(each, people, work):
    work()
    found = {
        name: find(people[name], "alone", noun="article") for name in ("Karin Holm", "Elin Sand")
    }
    assert {hit.pk for hit in found["Karin Holm"]} == {each["customer"].pk, each["public"].pk}
    assert {hit.pk for hit in found["Elin Sand"]} == {article.pk for article in each.values()}


def test_internal_words_are_found_inside_alone(captured, people, keeper, work, radiology):
    article = captured(answer="Restart the viewer and wait until the images come back.")
    inner = captured(
        answer=f"{article.answer}\n::: internal\nzanzibar\n:::", title="Another viewer"
    )
    work()
    assert [hit.pk for hit in find(people["Elin Sand"], "zanzibar", noun="article")] == [inner.pk]
    do.validate_article(inner, by=keeper)
    # as if an audience had been set by some other way than publishing
    type(inner).objects.filter(pk=inner.pk).update(audience="public")
    assert find(people["Karin Holm"], "zanzibar", noun="article") == []
    assert [hit.pk for hit in find(people["Karin Holm"], "another", noun="article")] == [inner.pk]

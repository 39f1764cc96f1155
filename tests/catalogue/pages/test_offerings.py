"""The pages on which what can be ordered is shaped."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spoc.catalogue.models import Offering, Service
from spoc.catalogue.terms import terms_now
from spoc.people.models import Organisation, Team

LIST = "/settings/offerings"
GIVEN = {
    "name": "Docking station",
    "swedish": "Dockningsstation",
    "description_en": "For two screens.",
    "description_sv": "För två skärmar.",
    "words": "dock, docka",
    "icon": "laptop",
    "rank": "3",
    "lead_days": "2",
    "price": "1200.50",
    "currency": "SEK",
    "period": "once",
}


@pytest.fixture
def browser(client_of):
    """Give the browser of who answers for everything that is offered."""
    return client_of("Lena Falk")


def words(answer):
    return answer.content.decode()


def test_an_offering_is_written_down_shaped_and_published(browser):
    team = Team.objects.get(key="workplace")
    service = Service.objects.get(key="workplace")
    answer = browser.post(f"{LIST}/new", GIVEN | {"service": service.pk, "team": team.pk})
    made = Offering.objects.get(name="Docking station")
    page = f"{LIST}/{made.pk}"
    assert answer["Location"] == page
    assert (made.price, made.told["sv"]) == (
        Decimal("1200.50"),
        {"description": "För två skärmar."},
    )
    assert "Draft" in words(browser.get(page))
    browser.post(f"{page}/steps/publication", {"publication": "First"})
    made.refresh_from_db()
    assert (made.state, made.published.note) == ("published", "First")
    assert "Version 1" in words(browser.get(page))


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(browser):
    answer = browser.post(f"{LIST}/new", GIVEN | {"price": "much"})
    assert answer.status_code == 422
    assert 'value="Docking station"' in words(answer)
    assert "För två skärmar." in words(answer)


@pytest.mark.parametrize("said", ["is_subscription", "needs_identity", "gives_item"])
def test_what_is_ticked_is_kept_and_shown_ticked_again(browser, laptop, said):
    page = f"{LIST}/{laptop.pk}/edit"
    assert f'name="{said}"' in words(browser.get(page))
    browser.post(page, GIVEN | {"seen": laptop.version, said: "on"})
    laptop.refresh_from_db()
    assert getattr(laptop, said) is True
    (control,) = [
        line for line in words(browser.get(page)).split("<input") if f'name="{said}"' in line
    ]
    assert "checked" in control


def test_a_change_is_refused_where_somebody_was_faster(browser, laptop):
    page = f"{LIST}/{laptop.pk}/edit"
    answer = browser.post(page, GIVEN | {"seen": laptop.version - 1})
    assert answer.status_code == 422
    assert "Somebody changed this meanwhile" in words(answer)
    browser.post(page, GIVEN | {"seen": laptop.version})
    laptop.refresh_from_db()
    assert laptop.name == "Docking station"
    assert "Changed since it was published" in words(browser.get(f"{LIST}/{laptop.pk}"))


def test_for_whom_it_is_is_chosen_on_a_page(browser, laptop):
    hospital = Organisation.objects.get(name="Norrvik Hospital")
    given = {"organisations": [hospital.pk], "roles": ["CU"], "licences_left": "4"}
    browser.post(f"{LIST}/{laptop.pk}/audience", given)
    laptop.refresh_from_db()
    assert list(laptop.organisations.all()) == [hospital]
    assert (laptop.roles, laptop.licences_left, laptop.is_requestable_for_others) == (
        ["CU"],
        4,
        False,
    )


def test_who_approves_is_chosen_on_a_page(browser, laptop, people):
    page = f"{LIST}/{laptop.pk}/approvals"
    given = {"rule": "quorum", "quorum": "1", "days": "5", "who_1": "service_owner"}
    refused = browser.post(page, given | {"who_2": "person", "person_2": "Nobody Known"})
    assert refused.status_code == 422
    assert "Nobody, or more than one, is called so." in words(refused)
    browser.post(page, given | {"who_2": "person", "person_2": "Eva Lund", "above_2": "500"})
    laptop.refresh_from_db()
    rule = terms_now(laptop).approvals
    assert (rule.rule, rule.quorum, rule.days) == ("quorum", 1, 5)
    assert [(each.who, each.person, each.above) for each in rule.approvers] == [
        ("service_owner", None, None),
        ("person", people["Eva Lund"].pk, Decimal(500)),
    ]
    assert "Eva Lund" in words(browser.get(page))


def test_an_offering_is_suspended_with_a_reason_beside_the_button(browser, laptop):
    page = f"{LIST}/{laptop.pk}"
    refused = browser.post(f"{page}/steps/suspension", {"suspension": ""})
    assert refused.status_code == 422
    assert "Say why." in words(refused)
    browser.post(f"{page}/steps/suspension", {"suspension": "None in stock"})
    assert "None in stock" in words(browser.get(page))
    browser.post(f"{page}/steps/resumption", {"resumption": "They came"})
    browser.post(f"{page}/steps/retirement", {})
    assert "Retired" in words(browser.get(page))
    assert browser.post(f"{page}/steps/burial", {}).status_code == 404


def test_what_is_listed_is_narrowed_by_state_and_words(browser, laptop, offer):
    offer("Drawing tool", is_published=False)
    assert "Laptop" in words(browser.get(LIST))
    assert "Laptop" not in words(browser.get(f"{LIST}?state=draft"))
    assert "Drawing tool" not in words(browser.get(f"{LIST}?words=lap"))
    assert "Nothing fits" in words(browser.get(f"{LIST}?words=zeppelin"))


def test_the_desk_reads_what_it_may_not_change(client_of, laptop):
    elin, page = client_of("Elin Sand"), f"{LIST}/{laptop.pk}"
    answer = words(elin.get(page))
    assert "Why the big one" not in answer  # it hangs on the model
    assert "Model" in answer
    assert "The manager of whom it is for" in answer
    assert "Publish version" not in answer
    assert "Retire" not in answer
    assert elin.get(f"{page}/edit").status_code == 403
    assert elin.post(f"{page}/steps/retirement", {}).status_code == 403
    assert elin.get(f"{LIST}/new").status_code == 403


@pytest.mark.parametrize("tail", ["", "/edit", "/audience", "/approvals", "/form"])
def test_a_customer_has_no_business_there(client_of, laptop, tail):
    assert client_of("Karin Holm").get(f"{LIST}/{laptop.pk}{tail}").status_code == 403


def test_what_is_not_there_is_not_found(browser):
    assert browser.get(f"{LIST}/999999").status_code == 404
    assert browser.get(f"{LIST}/{2**70}").status_code == 404


def test_the_page_is_read_in_swedish(client_of, laptop):
    assert "Bärbar dator" in words(client_of("Åsa Ekman").get(LIST))


def test_a_list_of_many_asks_no_more_than_one_of_few(browser, offer):
    offer("One")
    browser.get(LIST)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    for number in range(4):
        offer(f"More {number}")
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) <= len(few) <= 25

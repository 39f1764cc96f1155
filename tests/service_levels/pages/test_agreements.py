"""The settings of agreements: listed, drafted as a matrix, and taken step by step."""

import re

import pytest
from django.utils import timezone

from spoc.kit.time import now
from spoc.people.models import Organisation, Team
from spoc.service_levels.models import Agreement, Calendar

INDEX = "/settings/agreements"


@pytest.fixture
def lena(client_of):
    """The service level manager's browser."""
    return client_of("Lena Falk")


def typed(**other):
    """Return what the form of an agreement with the city holds."""
    city = Organisation.objects.get(name="City of Norrvik")
    return {
        "name": "City",
        "party": f"organisation-{city.pk}",
        "calendar": Calendar.objects.get(key="office").pk,
        "pause_reasons": ["customer"],
        "goal": "97",
        "response-incident-1": "15 min",
        "resolution-incident-1": "2 d",
        "hours-incident-2": str(Calendar.objects.get(key="always").pk),
        "response-incident-2": "1 h 30 min",
        "resolution-incident-2": "2 d",
        **other,
    }


@pytest.fixture
def draft(lena):
    """A draft with the city, written on its page."""
    answer = lena.post(f"{INDEX}/new/sla", typed())
    made = Agreement.objects.get(name="City")
    assert answer["Location"] == f"{INDEX}/{made.pk}"
    return made


def step(browser, agreement, name, **words):
    """Take a step with these words."""
    given = {f"{name}-{key}": value for key, value in words.items()}
    return browser.post(f"{INDEX}/{agreement.pk}/{name}", given)


def today():
    """Return the day it is, as a form sends it."""
    return timezone.localdate(now()).isoformat()


def test_the_agreements_are_listed_by_kind_and_state(lena, draft):
    page = lena.get(INDEX).content.decode()
    assert page.index(">Everybody</a>") < page.index(">City</a>"), "what is in force stands first"
    teams = lena.get(f"{INDEX}?kind=ola").content.decode()
    assert "Applications team" in teams
    assert ">City</a>" not in teams
    assert ">City</a>" in lena.get(f"{INDEX}?state=draft").content.decode()
    assert "No agreement is like that" in lena.get(f"{INDEX}?state=ended").content.decode()


def test_targets_are_typed_as_people_write_lengths(draft):
    rows = draft.targets.order_by("id").values_list("metric", "priority", "minutes", "calendar")
    always = Calendar.objects.get(key="always").pk
    assert list(rows) == [
        ("response", 1, 15, None),
        ("resolution", 1, 1080, None),
        ("response", 2, 90, always),
        ("resolution", 2, 2880, always),
    ]
    assert (draft.pause_reasons, draft.goal) == (["customer"], 97)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            {"response-incident-1": "soon"},
            "“soon” is no length from a minute to a year: write 30 min, 4 h or 2 d.",
        ),
        ({"goal": "101"}, "Ensure this value is less than or equal to 100."),
        ({"party": "organisation-0"}, "Select a valid choice."),
        ({"calendar": "0"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(lena, wrong, sentence):
    answer = lena.post(f"{INDEX}/new/sla", typed(contacts="Mona, 010", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Mona, 010" in page
    assert not Agreement.objects.filter(name="City").exists()


def test_an_agreement_goes_all_the_way_on_its_page(lena, draft):
    address = f"{INDEX}/{draft.pk}"
    assert "Send for review" in lena.get(address).content.decode()
    assert step(lena, draft, "sending", accepted_gap="").status_code == 302
    page = lena.get(address).content.decode()
    assert "Return to be written anew" in page
    assert "New version" not in page
    signed = step(lena, draft, "signature", for_party="Mona Salih", valid_from=today())
    assert signed.status_code == 302
    page = lena.get(address).content.decode()
    assert "Lena Falk and Mona Salih" in page
    kept = step(lena, draft, "minutes", minutes="All is well.", next_on="2099-01-01")
    assert kept.status_code == 302
    assert "All is well." in lena.get(address).content.decode()
    assert step(lena, draft, "end", reason="They have their own desk.").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "ended"


def test_a_step_that_is_refused_says_why_beside_its_field(lena, draft):
    step(lena, draft, "sending")
    answer = step(lena, draft, "signature", for_party="Mona", valid_from="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This field is required." in page
    assert 'value="Mona"' in page


def test_a_step_out_of_turn_is_refused_in_words(lena, draft):
    answer = step(lena, draft, "end", reason="Why not.")
    assert answer.status_code == 422
    assert "Only what is in force is ended." in answer.content.decode()


def test_faults_are_sentences_on_the_page(lena):
    lena.post(f"{INDEX}/new/sla", typed(**{"response-incident-0": "1 h", "response-any-1": "2 h"}))
    made = Agreement.objects.get(name="City")
    page = lena.get(f"{INDEX}/{made.pk}").content.decode()
    assert "It is not whole yet." in page
    assert "“Incident” and “any type, priority 1” fit the same requests." in page
    assert step(lena, made, "sending").status_code == 422


def test_parts_that_do_not_fit_ask_for_a_reason(lena):
    lena.post(f"{INDEX}/new/sla", typed(**{"resolution-incident-1": "30 min"}))
    made = Agreement.objects.get(name="City")
    page = lena.get(f"{INDEX}/{made.pk}").content.decode()
    assert "The parts do not fit inside the promise." in page
    assert "Infrastructure 1 h 30 min: 1 h too long." in page
    refused = step(lena, made, "sending")
    assert "say why." in refused.content.decode()
    assert step(lena, made, "sending", accepted_gap="Agreed until June.").status_code == 302
    assert "Agreed until June." in lena.get(f"{INDEX}/{made.pk}").content.decode()


def test_the_next_version_begins_with_what_this_one_says(lena):
    first = Agreement.objects.get(key="everybody")
    answer = lena.post(f"{INDEX}/{first.pk}/version")
    newer = Agreement.objects.get(key="everybody", version=2)
    assert answer["Location"] == f"{INDEX}/{newer.pk}/terms"
    page = lena.get(answer["Location"]).content.decode()
    assert re.search(r'name="resolution-incident-1"\s+value="4 h"', page)
    assert lena.post(f"{INDEX}/{first.pk}/version")["Location"] == f"{INDEX}/{newer.pk}"
    assert "Version 1" in lena.get(f"{INDEX}/{newer.pk}").content.decode()


def test_saving_a_draft_as_it_is_changes_nothing(lena):
    first = Agreement.objects.get(key="everybody")
    lena.post(f"{INDEX}/{first.pk}/version")
    newer = Agreement.objects.get(key="everybody", version=2)
    page = lena.get(f"{INDEX}/{newer.pk}/terms").content.decode()
    given = dict(re.findall(r'name="(\w+-\w+-\d)"\s+value="([^"]+)"', page))
    rows = re.findall(r'<select name="(hours-\w+-\d)".*?</select>', page, re.S)
    always = str(Calendar.objects.get(key="always").pk)
    hours = {name: always for name in rows if name.endswith(("incident-1", "any-1"))}
    office = {"calendar": first.calendar_id, "name": "Everybody", "party": "", "goal": "95"}
    lena.post(f"{INDEX}/{newer.pk}/terms", {**given, **hours, **office})
    fields = ("metric", "request_type", "priority", "minutes", "calendar")
    assert set(newer.targets.values_list(*fields)) == set(first.targets.values_list(*fields))


def test_what_is_in_force_is_not_changed_in_place(lena):
    first = Agreement.objects.get(key="everybody")
    assert lena.get(f"{INDEX}/{first.pk}/terms").status_code == 422


def test_a_team_is_chosen_for_what_is_agreed_between_us(lena):
    team = Team.objects.get(key="service-desk")
    page = lena.get(f"{INDEX}/new/ola").content.decode()
    assert f'value="team-{team.pk}"' in page
    assert "Team&#x27;s part" in page or "Team&#39;s part" in page


@pytest.mark.parametrize("place", ["/new/contract", "/999999999", "/999999999999999999999/terms"])
def test_what_there_is_not_is_not_found(lena, place):
    assert lena.get(INDEX + place).status_code == 404


def test_a_step_there_is_not_is_not_found(lena, draft):
    assert step(lena, draft, "burial").status_code == 404


@pytest.mark.parametrize("name", ["Elin Sand", "Henrik Vall", "Amir Haddad"])
def test_others_at_the_desk_read_and_write_nothing(client_of, draft, name):
    browser, address = client_of(name), f"{INDEX}/{draft.pk}"
    page = browser.get(address).content.decode()
    assert "What is promised" in page
    assert "Send for review" not in page
    assert browser.get(f"{address}/terms").status_code == 403
    assert browser.post(f"{address}/version").status_code == 403
    assert step(browser, draft, "sending").status_code == 403
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.parametrize("place", ["", "/new/sla", "/1"])
def test_requesters_are_shown_nothing(client_of, place):
    assert client_of("Karin Holm").get(INDEX + place).status_code == 403


def test_the_pages_ask_few_questions(lena, django_assert_max_num_queries):
    first = Agreement.objects.get(key="everybody")
    with django_assert_max_num_queries(12):
        lena.get(INDEX)
    with django_assert_max_num_queries(25):
        lena.get(f"{INDEX}/{first.pk}")


@pytest.mark.parametrize("length", ["soon", "0", "-4 h", "9999999 d", "4"])
def test_what_is_no_length_says_so_and_how_long_one_may_be(lena, length):
    page = lena.post(f"{INDEX}/new/sla", typed(**{"response-incident-1": length})).content.decode()
    words = f"“{length}” is no length from a minute to a year: write 30 min, 4 h or 2 d."
    assert f"First answer: Incident, P1: {words}" in page


def test_who_only_reads_is_shown_what_holds_and_finds_the_rest(client_of, draft):
    elin = client_of("Elin Sand")
    page = elin.get(INDEX).content.decode()
    assert ">Norrvik Hospital</a>" in page
    assert ">City</a>" not in page
    assert "New agreement" not in page
    everything = re.search(r'href="(\?[^"]*|/[^"]*)"[^>]*>All but ended<', page)[1]
    assert ">City</a>" in elin.get(everything.replace("&amp;", "&")).content.decode()
    assert "write a new one" not in elin.get(INDEX, {"state": "ended"}).content.decode()


def test_the_list_says_of_which_kind_each_is(client_of):
    page = client_of("Elin Sand").get(INDEX).content.decode()
    row = page[page.index(">Workplace team</a>") :]
    assert "Operational level agreement" in row[: row.index("</tr>")]


def test_a_version_that_is_begun_already_is_said_to_be_so(lena, draft):
    page = lena.post(f"{INDEX}/{draft.pk}/version", follow=True).content.decode()
    assert "The next version is begun already: this is it." in page

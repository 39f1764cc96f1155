"""The settings of calendars: typed, shown what it changes, saved; holidays reviewed; the year."""

import re
from datetime import date

import pytest

from spoc.kit.time import now
from spoc.service_levels.models import Calendar, Clock

INDEX = "/settings/calendars"


@pytest.fixture
def lena(client_of):
    """The service level manager's browser."""
    return client_of("Lena Falk")


@pytest.fixture
def office(db):
    """Norrvik's office hours."""
    return Calendar.objects.get(key="office")


@pytest.fixture
def address(office):
    """Where office hours are changed."""
    return f"{INDEX}/{office.pk}"


def typed(**other):
    """Return what a form of office hours without dates that differ holds."""
    week = {f"week_{day}": "08:00–17:00" if day < 6 else "" for day in range(1, 8)}
    rows = {"days-TOTAL_FORMS": "3", "days-INITIAL_FORMS": "0"}
    about = {"name": "Office hours", "zone": "Europe/Stockholm", "is_active": "on"}
    return {**about, **week, **rows, **other}


def hidden(answer, name):
    """Return what a page sends back of this name."""
    return re.search(rf'name="{name}" value="([^"]*)"', answer.content.decode())[1]


def test_the_calendars_are_listed_with_their_hours(lena):
    page = lena.get(INDEX).content.decode()
    assert "Mon–Fri" in page
    assert "08:00–17:00" in page
    assert "Europe/Stockholm" in page


def test_a_calendar_is_written_down_and_its_year_is_shown(lena):
    night = {"week_6": "00-06, 22–24", "days-0-day": "2027-06-06", "days-0-name": "Our day"}
    answer = lena.post(f"{INDEX}/new", typed(name="Nights", **night))
    made = Calendar.objects.get(name="Nights")
    assert (answer.status_code, answer["Location"]) == (302, f"{INDEX}/{made.pk}/year")
    assert made.week["6"] == [["00:00", "06:00"], ["22:00", "24:00"]]
    assert (made.exceptions, made.day_names) == (
        {"2027-06-06": []},
        {"2027-06-06": "Our day"},
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"zone": "Europe/Norrvik"}, "Select a valid choice."),
        ({"week_1": "22-06"}, "22:00–06:00 goes past midnight: write it until 24:00 here"),
        ({"week_1": "8 to five"}, "“8 to five” is not from a time to a time"),
        ({"week_1": "8-12, 11-13"}, "11:00–13:00 begins before the hours in front of it"),
        ({"week_1": "8-26"}, "“8-26” has a time there is not"),
        ({f"week_{day}": "" for day in range(1, 6)}, "Say at least one day of the week"),
        ({"days-0-name": "Our day"}, "Choose the date these hours are for."),
        (
            {"days-0-day": "2027-06-06", "days-1-day": "2027-06-06"},
            "This date stands here twice.",
        ),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(lena, wrong, sentence):
    answer = lena.post(f"{INDEX}/new", typed(**wrong, **{"days-2-day": "2027-07-07"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "There is a problem" in page
    assert 'value="2027-07-07"' in page


def test_more_rows_keep_what_was_typed(lena, address):
    answer = lena.post(address, typed(week_1="9-10", more="1", **{"days-1-name": "Half typed"}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert hidden(answer, "days-TOTAL_FORMS") == "8"
    assert 'value="9-10"' in page
    assert 'value="Half typed"' in page


@pytest.fixture
def running(register_request):
    """A request with a clock that runs by office hours."""
    request = register_request(words="Quokka")
    assert Clock.objects.filter(subject_id=request.pk, calendar__key="office").exists()
    return request


def test_what_a_change_does_is_shown_before_it_is_made(lena, address, office, running):
    answer = lena.post(address, typed(week_1="", week_2="", week_3="", week_4=""))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Nothing is saved yet." in page
    assert f"/requests/{running.pk}" in page
    office.refresh_from_db()
    assert "1" in office.week
    given = {"seen": hidden(answer, "seen"), "version": hidden(answer, "version")}
    confirmed = typed(week_1="", week_2="", week_3="", week_4="", **given)
    assert lena.post(address, confirmed).status_code == 302
    office.refresh_from_db()
    assert list(office.week) == ["5"]


def test_other_hours_than_those_seen_are_shown_anew(lena, address, office, running):
    answer = lena.post(address, typed(week_1="", week_2="", week_3="", week_4=""))
    other = typed(week_1="", week_2="", week_3="", week_5="", seen=hidden(answer, "seen"))
    again = lena.post(address, other)
    assert "Nothing is saved yet." in again.content.decode()


def test_a_change_that_moves_no_clock_is_saved_at_once_and_can_be_tried_first(lena, address):
    Clock.objects.all().delete()
    tried = lena.post(address, typed(**{"try": "1"}))
    assert "No running clock would be due at another time." in tried.content.decode()
    assert lena.post(address, typed()).status_code == 302


def test_what_somebody_changed_meanwhile_is_not_overwritten(lena, address):
    Clock.objects.all().delete()
    assert lena.post(address, typed(version="1", name="First")).status_code == 302
    answer = lena.post(address, typed(version="1", name="Second"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody changed this meanwhile" in page
    assert 'value="Second"' in page
    assert Calendar.objects.get(key="office").name == "First"


def test_a_row_is_taken_away(lena, address, office):
    Clock.objects.all().delete()
    day = sorted(office.exceptions)[0]
    rows = {"days-TOTAL_FORMS": "1", "days-INITIAL_FORMS": "1", "days-0-day": day}
    lena.post(address, typed(**rows, **{"days-0-DELETE": "on"}))
    office.refresh_from_db()
    assert office.exceptions == {}


def test_the_holidays_of_a_country_are_reviewed_in_the_language_asked_for(lena, office):
    year = now().year
    asked = f"?country=SE&region=&first={year}&last={year}&language=sv"
    page = lena.get(f"{INDEX}/{office.pk}/holidays{asked}").content.decode()
    assert page.index("Midsommarafton") < page.index("Julafton")
    assert "By custom" in page
    assert "Closed already" in page


def test_only_the_chosen_days_are_closed_with_their_names(lena):
    Clock.objects.all().delete()
    always = Calendar.objects.get(key="always")
    year = now().year + 1
    address = f"{INDEX}/{always.pk}/holidays?country=SE&first={year}&last={year}&language=sv"
    page = lena.get(address).content.decode()
    assert re.search(rf'value="{year}-12-24" checked', page), "what is open is chosen already"
    chosen = [f"{year}-12-24", f"{year}-06-06", f"{year}-07-01"]
    assert lena.post(address, {"day": chosen, "version": always.version}).status_code == 302
    always.refresh_from_db()
    assert always.day_names == {f"{year}-06-06": "Nationaldagen", f"{year}-12-24": "Julafton"}
    assert (always.exceptions, always.country) == ({f"{year}-06-06": [], f"{year}-12-24": []}, "SE")


def test_none_chosen_is_said_so(lena, office):
    answer = lena.post(f"{INDEX}/{office.pk}/holidays", {"day": ["1999-01-01"]})
    assert answer.status_code == 422
    assert "Choose at least one day to close on." in answer.content.decode()


def test_a_region_of_another_country_is_forgotten(lena, office):
    year = now().year
    asked = f"?country=DE&region=ZZ&first={year}&last={year}&language=en"
    page = lena.get(f"{INDEX}/{office.pk}/holidays{asked}").content.decode()
    assert "German Unity Day" in page
    assert ">Bayern</option>" in page


def test_a_year_is_drawn_and_said_in_words(lena, office):
    page = lena.get(f"{INDEX}/{office.pk}/year?year={now().year + 1}").content.decode()
    eve = date(now().year + 1, 12, 24)
    assert page.count('class="month"') == 12
    if eve.isoweekday() < 6:
        assert f"24 December {eve.year}, Julafton: closed" in page


@pytest.mark.parametrize("year", ["", "soon", "99999", "0001", "9999"])
def test_any_year_can_be_asked_for(lena, office, year):
    assert lena.get(f"{INDEX}/{office.pk}/year?year={year}").status_code == 200


@pytest.mark.parametrize("name", ["Elin Sand", "Henrik Vall", "Ylva Öberg"])
def test_others_at_the_desk_look_and_change_nothing(client_of, office, name):
    browser = client_of(name)
    assert browser.get(INDEX).status_code == 200
    assert browser.get(f"{INDEX}/{office.pk}/year").status_code == 200
    for place in (f"{INDEX}/new", f"{INDEX}/{office.pk}", f"{INDEX}/{office.pk}/holidays"):
        assert browser.get(place).status_code == 403
        assert browser.post(place, typed()).status_code == 403


@pytest.mark.parametrize("place", ["", "/new", "/1/year"])
def test_requesters_are_shown_nothing(client_of, place):
    assert client_of("Karin Holm").get(INDEX + place).status_code == 403


def test_the_list_asks_few_questions(lena, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        lena.get(INDEX)


def test_years_that_end_before_they_begin_are_refused_at_their_field(lena, address):
    year = now().year
    asked = {"country": "SE", "first": str(year + 2), "last": str(year), "language": "sv"}
    page = lena.get(f"{address}/holidays", asked).content.decode()
    assert f"It ends before it begins: choose {year + 2} or a later year." in page
    assert "No days are known" not in page


@pytest.mark.parametrize("name", ["All hours", "all HOURS"])
def test_no_two_calendars_have_one_name(lena, address, name):
    for place in (f"{INDEX}/new", address):
        answer = lena.post(place, typed(name=name))
        assert answer.status_code == 422
        assert "There is a calendar of that name: choose another." in answer.content.decode()
    assert Calendar.objects.filter(name__iexact=name).count() == 1


def test_a_calendar_that_is_counted_by_says_beside_the_box_why_it_stays_in_use(lena, address):
    given = typed()
    del given["is_active"]
    page = lena.post(address, given).content.decode()
    assert '<span class="error">Agreements or running clocks count by it' in page


def test_the_summary_of_what_is_wrong_names_each_field(lena):
    page = lena.post(f"{INDEX}/new", typed(name="", week_3="17-8")).content.decode()
    summary = page[page.index("data-error-summary") : page.index("</ul>", page.index("data-error"))]
    assert "Name: This field is required." in summary
    assert "Wednesday: 17:00–08:00 goes past midnight" in summary

"""The door: who comes in, who does not, and what each is told."""

import re

import pytest
from django.test import Client

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.people.activities import add_address, change_person
from spoc.people.models import Person

MISMATCH = "This address and password do not belong together."


def who(client: Client) -> str | None:
    """Return the key of whoever the browser is signed in as."""
    return client.session.get("_auth_user_id")


def test_the_right_password_opens_the_door_and_is_written_down(knock, known):
    response = knock()
    assert (response.status_code, response["Location"]) == (302, "/")
    assert who(knock.client) == str(known.pk)
    assert story(known).last().kind == "person.signed_in"


def test_the_session_is_a_new_one_after_the_door(knock):
    knock.client.get("/sign-in/")
    session = knock.client.session
    session["began"] = "before"
    session.save()
    knock.client.cookies["sessionid"] = session.session_key
    knock()
    assert knock.client.session.session_key != session.session_key
    assert not Client(headers={"cookie": f"sessionid={session.session_key}"}).session.get("began")


def test_the_door_leads_where_somebody_was_going(knock):
    assert knock(next="/people")["Location"] == "/people"


def test_the_door_leads_nowhere_else(knock):
    assert knock(next="https://elsewhere.example/")["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_are_told_the_same(knock):
    wrong = knock(password="not this one").content.decode()
    unknown = knock(mail="nobody@norrvik.example").content.decode()
    assert MISMATCH in wrong
    assert MISMATCH in unknown
    assert who(knock.client) is None


def test_the_password_is_never_written_back(knock):
    assert "not this one" not in knock(password="not this one").content.decode()


def test_after_five_wrong_tries_even_the_right_password_waits(knock):
    for _try in range(5):
        knock(password="not this one")
    assert "Too many tries" in knock().content.decode()
    assert who(knock.client) is None


def test_an_address_nobody_proved_is_no_way_in(knock, known):
    add_address(known, by=known, kind="mail", value="elin@home.example")
    assert MISMATCH in knock(mail="elin@home.example").content.decode()


def test_whoever_is_shut_out_is_out_at_once(knock, known, people):
    knock()
    change_person(known, by=people["Åsa Ekman"], is_active=False)
    assert knock.client.get("/people").status_code == 302
    assert MISMATCH in knock().content.decode()


def test_signing_out_needs_a_post(knock):
    knock()
    assert "Sign out?" in knock.client.get("/sign-out/").content.decode()
    assert who(knock.client)
    knock.client.post("/sign-out/")
    assert who(knock.client) is None


def test_nobody_signs_themselves_up(db):
    page = Client().post("/sign-up/", {"email": "new@home.example", "password1": "x" * 12})
    assert "Nobody signs up here" in page.content.decode()
    assert not Person.objects.filter(addresses__value="new@home.example").exists()


def forget(mail: str) -> str:
    """Ask for a new password; return the page that answers."""
    return Client().post("/password/forgotten/", {"email": mail}, follow=True).content.decode()


def link_in(letter: Letter) -> str:
    """Return the path of the link in a letter."""
    return re.sub(r"^https?://[^/]+", "", letter.marks["button"][1])


def test_a_forgotten_password_is_chosen_anew_by_a_letter_and_once(knock, known, settings):
    settings.SPOC_URL = "https://desk.norrvik.example"
    assert "Look in your mail" in forget("elin.sand@it.norrvik.example")
    letter = Letter.objects.get(noun="person", subject_id=known.pk)
    assert (letter.state, letter.subject) == ("queued", "Choose a new password")
    assert letter.marks["button"][1].startswith("https://desk.norrvik.example/password/new/")

    client, new = (
        Client(),
        {"password1": "another good sentence", "password2": "another good sentence"},
    )
    form = client.get(link_in(letter), follow=True)
    done = client.post(form.redirect_chain[-1][0], new, follow=True).content.decode()
    assert "Your password is saved" in done

    assert "This link does not work" in Client().get(link_in(letter)).content.decode()
    assert MISMATCH in knock().content.decode()
    assert knock(password="another good sentence").status_code == 302
    told = Letter.objects.filter(noun="person", subject_id=known.pk).latest("id")
    assert told.subject == "Your password is a new one"


def test_whoever_is_not_known_gets_no_letter_and_the_same_answer(known):
    assert "Look in your mail" in forget("nobody@norrvik.example")
    assert not Letter.objects.filter(is_incoming=False).exists()


def test_a_letter_about_signing_in_says_names_as_they_are_written(known, people):
    change_person(known, by=people["Åsa Ekman"], name="D'Arcy <Öst>")
    forget("elin.sand@it.norrvik.example")
    assert "Hello D'Arcy," in Letter.objects.get(noun="person").text


def test_a_new_password_must_be_a_good_one(knock, known):
    knock()
    page = knock.client.post(
        "/password/change/",
        {
            "oldpassword": "a sentence is a good password",
            "password1": "12345",
            "password2": "12345",
        },
    )
    assert "at least 10 characters" in page.content.decode()


def test_a_changed_password_keeps_this_browser_and_is_told_by_letter(knock, known):
    knock()
    new = "another good sentence"
    given = {"oldpassword": "a sentence is a good password", "password1": new, "password2": new}
    knock.client.post("/password/change/", given)
    assert who(knock.client) == str(known.pk)
    assert Letter.objects.latest("id").subject == "Your password was changed"
    assert "password.set" in story(known).values_list("kind", flat=True)


def test_the_door_asks_once_more_where_it_matters(knock):
    knock()
    wrong = knock.client.post("/reauthenticate/", {"password": "not this one"})
    assert "This is not your password." in wrong.content.decode()
    right = knock.client.post("/reauthenticate/", {"password": "a sentence is a good password"})
    assert right.status_code == 302


def test_in_the_demonstration_one_click_is_enough(db, settings):
    settings.SPOC_DEMO = True
    assert "Who would you like to be?" in Client().get("/sign-in/").content.decode()


@pytest.mark.parametrize(
    ("place", "led"),
    [
        ("/help/ask?words=The+viewer+spins", "/help/ask?words=The+viewer+spins"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_the_demonstrations_door_leads_where_somebody_was_going(people, settings, place, led):
    settings.SPOC_DEMO = True
    door = Client().get("/sign-in/", {"next": place} if place else {}).content.decode()
    assert ('name="next"' in door) is bool(place)
    given = {"person": people["Karin Holm"].pk, "next": place}
    assert Client().post("/demo/sign-in", given)["Location"] == led


def test_elsewhere_nobody_is_offered(db, settings):
    settings.SPOC_DEMO = False
    assert "Who would you like to be?" not in Client().get("/sign-in/").content.decode()

"""The pages of webhooks: registered, tested, looked at, sent again; and the same for machines."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.channels.activities.webhooks import Told, add_webhook
from spoc.channels.models import Webhook, WebhookDelivery

ADMINISTRATOR = "Åsa Ekman"
PLACE = "/settings/webhooks"


@pytest.fixture
def elins(people, listener) -> Webhook:
    """A webhook that shares what Elin Sand knows."""
    told = Told("Ledger", listener.address, ["request.*"])
    return add_webhook(people["Elin Sand"], by=people[ADMINISTRATOR], told=told)[0]


@pytest.fixture
def told(elins, register_request, work) -> WebhookDelivery:
    """One thing it was told."""
    register_request(words="Quokka escaped")
    work()
    return elins.deliveries.get(kind="request.registered")


def test_an_administrator_registers_one_for_somebody_and_sees_its_key_once(client_of, listener):
    client = client_of(ADMINISTRATOR)
    form = {"name": "Ledger", "address": listener.address, "hears": "request.*", "form": "fact"}
    made = client.post(f"{PLACE}/new", form | {"owner": "elin.sand@it.norrvik.example"})
    row = Webhook.objects.get()
    assert (row.owner.name, row.hears) == ("Elin Sand", ["request.*"])
    assert "whsec_" in made.content.decode() and made["Cache-Control"] == "no-store"
    later = client.get(f"{PLACE}/{row.pk}").content.decode()
    assert "whsec_" not in later and "Elin Sand" in later


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": "ledger"}, "Write a whole address"),
        ({"hears": "request.danced"}, "There is no fact called request.danced."),
        ({"owner": "nobody@nowhere.example"}, "Nobody with this mail address is known here."),
        ({"name": ""}, "Fill this in"),
    ],
)
def test_what_is_not_right_stands_beside_its_field_and_nothing_typed_is_lost(
    client_of, wrong, words
):
    form = {"name": "A", "address": "https://a.example/", "hears": "request.*", "form": "fact"}
    answer = client_of(ADMINISTRATOR).post(f"{PLACE}/new", form | wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "request" in page and not Webhook.objects.exists()
    assert words in page or "required" in page


def test_there_being_none_the_page_says_what_one_is_for(client_of):
    assert "Ingen webhook än" in client_of(ADMINISTRATOR).get(PLACE).content.decode()


def test_a_test_says_what_was_answered(client_of, elins, listener):
    client = client_of(ADMINISTRATOR)
    taken = client.post(f"{PLACE}/{elins.pk}/check", follow=True).content.decode()
    listener.will_answer(500)
    refused = client.post(f"{PLACE}/{elins.pk}/check", follow=True).content.decode()
    assert "Ledger tog emot: den svarade 204." in taken
    assert "Ledger tog inte emot: den svarade 500." in refused


def test_what_it_was_told_is_listed_by_state_and_its_words_are_its_owners_alone(client_of, told):
    owner, keeper = client_of("Elin Sand"), client_of(ADMINISTRATOR)
    place = f"{PLACE}/deliveries/{told.pk}"
    assert "Quokka" in owner.get(place).content.decode()
    assert "Quokka" not in keeper.get(place).content.decode()
    listed = keeper.get(f"{PLACE}/{told.webhook_id}?state=sent").content.decode()
    assert "request.registered" in listed and "Quokka" not in listed
    assert (
        "Har inte fått veta något ännu"
        in keeper.get(f"{PLACE}/{told.webhook_id}?state=failed").content.decode()
    )


def test_what_was_given_up_is_sent_once_more(client_of, told):
    WebhookDelivery.objects.filter(pk=told.pk).update(state="failed")
    page = client_of("Elin Sand").post(f"{PLACE}/deliveries/{told.pk}/resending", follow=True)
    told.refresh_from_db()
    assert (told.state, told.tries) == ("queued", 0)
    assert "within half a minute" in page.content.decode()


def test_it_is_changed_switched_renewed_and_taken_away(client_of, elins, listener):
    client, place = client_of("Elin Sand"), f"{PLACE}/{elins.pk}"
    form = {"name": "Books", "address": listener.address, "hears": "handover.*", "form": "fact"}
    assert client.post(f"{place}/change", form).status_code == 302
    client.post(f"{place}/switching", {"is_on": ""})
    elins.refresh_from_db()
    assert (elins.name, elins.hears, elins.is_on) == ("Books", ["handover.*"], False)
    before = elins.secret
    assert "whsec_" in client.post(f"{place}/secret").content.decode()
    elins.refresh_from_db()
    assert elins.secret != before
    client.post(f"{place}/removal")
    assert not Webhook.objects.exists()


def test_others_find_nothing_of_it(client_of, elins, told):
    maja, karin = client_of("Maja Lindqvist"), client_of("Karin Holm")
    places = (f"{PLACE}/{elins.pk}", f"{PLACE}/deliveries/{told.pk}", f"{PLACE}/{elins.pk}/change")
    assert {maja.get(place).status_code for place in places} == {404}
    assert {karin.get(place).status_code for place in (PLACE, *places)} == {403}
    assert maja.post(f"{PLACE}/{elins.pk}/removal").status_code == 404


def test_machines_register_test_read_and_take_away_their_own(token_of, listener):
    machine = Machine(token_of("Elin Sand", READ_AND_WRITE))
    asked = {"name": "Ledger", "address": listener.address, "hears": ["request.*"]}
    made = machine.post("/webhooks", asked).json()
    one = f"/webhooks/{made['id']}"
    assert made["secret"].startswith("whsec_")
    assert "secret" not in machine.get(one).json()
    assert machine.post(f"{one}/test").json()["state"] == "sent"
    assert machine.get(f"{one}/deliveries", state="sent").json()["items"][0]["status"] == 204
    assert machine.patch(one, {"is_on": False}).json()["is_on"] is False
    assert machine.post(f"{one}/secret").json()["secret"] != made["secret"]
    assert machine.delete(one).status_code == 204
    assert machine.get("/webhooks").json()["items"] == []


def test_machines_of_others_find_nothing_of_it(token_of, elins, told):
    machine = Machine(token_of("Maja Lindqvist", READ_AND_WRITE))
    one = f"/webhooks/{elins.pk}"
    tried = [machine.get(one), machine.patch(one, {"is_on": False}), machine.delete(one)]
    tried += [machine.get(f"{one}/deliveries"), machine.post(f"{one}/test")]
    tried += [machine.post(f"/webhook-deliveries/{told.pk}/resending")]
    assert {answer.status_code for answer in tried} == {404}
    keeper = Machine(token_of(ADMINISTRATOR, READ_AND_WRITE))
    assert keeper.get(f"{one}/deliveries").json()["items"][0]["body"] is None


def test_a_requester_registers_none(token_of):
    asked = {"name": "x", "address": "https://a.example/", "hears": ["request.*"]}
    assert (
        Machine(token_of("Karin Holm", READ_AND_WRITE)).post("/webhooks", asked).status_code == 403
    )

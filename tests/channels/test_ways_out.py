"""Letters leave by their community's server; where it is not reached, by the next."""

from datetime import timedelta

import pytest
from tests.channels.kinds.mail_server import PASSWORD, USER, serving

from spoc.audit.queries import story
from spoc.channels.activities import Draft, add_channel, deliver, post, switch_channel
from spoc.channels.activities.channel import Belonging
from spoc.channels.base import opened
from spoc.channels.models import Letter
from spoc.kit.time import at, now
from spoc.people.models import Community
from spoc.people.queries import system

HOSPITAL, SCHOOLS = "it@norrvikhospital.example", "it@norrvikskolor.example"


@pytest.fixture
def server():
    """A mail server on loopback."""
    with serving() as taker:
        yield taker


@pytest.fixture
def way_out(people):
    """Open a way out: `way_out("Hospital", server, community="hospital")`."""

    def opened_(name, server, community=None, **told):
        port = server if isinstance(server, int) else server.port
        settings = {"host": "127.0.0.1", "port": str(port), "security": "none", **told}
        of = Community.objects.get(key=community) if community else None
        whose = Belonging(community=of)
        return add_channel(name, by=people["Åsa Ekman"], kind="smtp", told=settings, whose=whose)

    return opened_


@pytest.fixture
def posted(register_request):
    """A letter of the hospital's desk that waits to go."""
    request = register_request()
    draft = Draft(
        to=["karin.holm@norrvikhospital.example"],
        bcc=["secret@x.example"],
        subject="Hello",
        text="We have it.",
    )
    return post(request, by=system(), draft=draft, community=request.community)


def sent(letter: Letter) -> Letter:
    deliver(letter, by=system())
    letter.refresh_from_db()
    return letter


def test_a_letter_goes_by_its_communitys_own_server(posted, way_out, server, mailoutbox):
    own = way_out("Hospital", server, "hospital")
    way_out("Everybody", 1)
    way_out("Schools", 1, "schools")
    letter = sent(posted)
    assert (letter.state, letter.channel) == ("sent", own)
    [(sender, recipients, raw)] = server.taken
    assert sender == HOSPITAL
    assert recipients == ["karin.holm@norrvikhospital.example", "secret@x.example"]
    assert b"secret@x.example" not in raw
    assert mailoutbox == []
    assert story(letter).last().particulars.values["way"] == "Hospital"


def test_a_server_that_is_not_reached_is_replaced_by_the_next(posted, way_out, server):
    dead = way_out("Hospital", 1, "hospital")
    for_all = way_out("Everybody", server)
    letter = sent(posted)
    assert (letter.state, letter.channel) == ("sent", for_all)
    assert letter.marks["instead_of"][0] == "Hospital"
    dead.refresh_from_db()
    assert "refused the connection" in dead.problem


def test_at_last_the_houses_server_takes_it(posted, way_out, mailoutbox):
    way_out("Hospital", 1, "hospital")
    way_out("Everybody", 1)
    letter = sent(posted)
    assert (letter.state, letter.channel) == ("sent", None)
    assert len(mailoutbox) == 1


def test_where_none_is_reached_it_waits_and_says_why(posted, way_out, settings):
    settings.EMAIL_HOST = ""
    way_out("Hospital", 1, "hospital")
    letter = sent(posted)
    assert (letter.state, letter.tries) == ("queued", 1)
    assert "refused the connection" in letter.reason
    assert letter.next_try_at > now()


def test_a_wrong_password_is_no_reason_to_keep_a_letter(posted, way_out, server, mailoutbox):
    wrong = {"user": "desk", "password": "wrong"}
    channel = way_out("Hospital", server, "hospital", **wrong)
    assert sent(posted).state == "sent"
    channel.refresh_from_db()
    assert channel.problem.startswith("535")
    assert server.taken == [] and len(mailoutbox) == 1


@pytest.mark.parametrize(
    ("says", "state"), [("550 no such user", "failed"), ("450 later", "queued")]
)
def test_who_refuses_the_recipient_is_believed(posted, way_out, server, mailoutbox, says, state):
    way_out("Hospital", server, "hospital")
    server.says = says
    assert sent(posted).state == state
    assert mailoutbox == [], "another server would be told the same"


def test_a_server_that_failed_rests_a_while(posted, way_out, server, mailoutbox):
    channel = way_out("Hospital", 1, "hospital")
    sent(posted)
    channel.settings["port"] = str(server.port)
    channel.save(update_fields=["settings"])
    Letter.objects.filter(pk=posted.pk).update(state="queued")
    assert sent(Letter.objects.get(pk=posted.pk)).channel is None
    Letter.objects.filter(pk=posted.pk).update(state="queued")
    with at(now() + timedelta(minutes=6)):
        assert sent(Letter.objects.get(pk=posted.pk)).channel == channel
    channel.refresh_from_db()
    assert channel.problem == ""


def test_another_sender_is_from_there_and_answers_come_to_the_community(posted, way_out, server):
    way_out("Hospital", server, "hospital", sender="desk@relay.example")
    sent(posted)
    [(sender, _recipients, raw)] = server.taken
    assert sender == "desk@relay.example"
    assert b"<desk@relay.example>" in raw
    assert f"Reply-To: {HOSPITAL}".encode() in raw


def test_a_closed_way_is_not_taken(posted, way_out, server, people, mailoutbox):
    channel = way_out("Hospital", server, "hospital")
    switch_channel(channel, by=people["Åsa Ekman"], is_on=False)
    assert sent(posted).channel is None
    assert len(mailoutbox) == 1


def test_a_demonstration_hands_nothing_over(posted, way_out, server, settings):
    settings.SPOC_DEMO = True
    way_out("Hospital", server, "hospital")
    assert sent(posted).state == "sent"
    assert server.taken == []


def test_the_secret_is_encrypted_and_serves(way_out, server):
    signed_in = {"user": USER.decode(), "password": PASSWORD.decode()}
    channel = way_out("Hospital", server, **signed_in)
    assert "secret" not in str(channel.settings)
    opened(channel).check()


def test_the_page_says_by_which_way_each_community_writes(
    posted, way_out, server, client_of, asa, settings
):
    settings.EMAIL_HOST = "mail.house.example"
    way_out("Hospital", server, "hospital", sender="desk@relay.example")
    sent(posted)
    page = asa.get("/settings/channels/out").content.decode()
    for words in (
        "Norrvik Hospital",
        "desk@relay.example",
        "the house’s server, mail.house.example",
    ):
        assert words in page
    assert client_of("Elin Sand").get("/settings/channels/out").status_code == 403
    letter = client_of("Elin Sand").get(f"/settings/letters/{posted.pk}").content.decode()
    assert "Way out" in letter and "Hospital" in letter


def test_without_any_server_the_page_says_that_letters_wait(asa, settings):
    settings.EMAIL_HOST = ""
    page = asa.get("/settings/channels/out").content.decode()
    assert "No mail server is set, so letters wait" in page
    assert "Nothing: its letters wait" in page


def test_a_sender_that_is_no_address_is_refused(asa):
    told = {"name": "Out", "host": "h", "security": "tls", "port": "465", "sender": "nobody"}
    response = asa.post("/settings/channels/new/smtp", told)
    assert response.status_code == 422
    assert "Write an e-mail address" in response.content.decode()

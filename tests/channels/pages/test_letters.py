"""The letters in and out, for whoever may read what people write."""

import re

import pytest

from spoc.channels.activities import deliver, invite
from spoc.channels.models import Letter
from spoc.intake.activities import receive_letter
from spoc.people.queries import system
from spoc.requests.letters import acknowledge
from spoc.requests.models import SupportRequest

BUDGET = 11


@pytest.fixture
def elin(client_of):
    """The agent's browser."""
    return client_of("Elin Sand")


@pytest.fixture
def written(register_request):
    """An acknowledgement that waits to go."""
    request = register_request(words="The dictaphone is silent")
    return acknowledge(request, by=system())


@pytest.fixture
def failed(written, settings):
    """The same, after every try failed."""
    settings.EMAIL_HOST = ""
    settings.SPOC_DEMO = False
    for _try in range(10):
        deliver(written, by=system())
    return written


@pytest.fixture
def put_aside(letter, settings):
    """The letter that was one too many."""
    settings.SPOC_LETTERS_PER_SENDER = 1
    for number in range(2):
        receive_letter(letter(subject=f"Slow images {number}", text=f"Room {number} is slow."))
    return Letter.objects.get(state="quarantined")


def test_a_letter_is_shown_as_it_was_written(elin, written):
    page = elin.get(f"/settings/letters/{written.pk}").content.decode()
    assert "Waits to go" in page
    assert "karin.holm@norrvikhospital.example" in page
    assert "You wrote: The dictaphone is silent" in page


def test_its_look_stands_in_a_frame_where_nothing_acts(elin, written):
    page = elin.get(f"/settings/letters/{written.pk}")
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    look = elin.get(f"/settings/letters/{written.pk}/look")
    assert "sandbox" in look["Content-Security-Policy"]
    assert "script-src" not in look["Content-Security-Policy"]
    assert look["X-Frame-Options"] == "SAMEORIGIN"
    assert "<p>You wrote: The dictaphone is silent</p>" in look.content.decode()


def test_a_link_that_is_the_readers_alone_leads_nowhere_here(elin, written):
    _words, link = written.marks["button"]
    for place in ("", "/look"):
        page = elin.get(f"/settings/letters/{written.pk}{place}").content.decode()
        assert "The dictaphone is silent" in page
        assert link not in page


def test_a_letter_that_came_is_shown_cleaned(elin, letter):
    raw = (
        letter(text="x")
        .replace(b"Content-Type: text/plain", b"Content-Type: text/html")
        .replace(b"\r\n\r\nx", b"\r\n\r\n<b>Slow</b><script>alert(1)</script>")
    )
    receive_letter(raw)
    came = Letter.objects.get(is_incoming=True)
    look = elin.get(f"/settings/letters/{came.pk}/look").content.decode()
    assert "<b>Slow</b>" in look
    assert "script" not in look


def test_a_failed_letter_says_why_and_is_tried_again(elin, failed):
    page = elin.get("/settings/letters?state=failed").content.decode()
    assert "SPOC_SMTP_HOST" in page
    elin.post(f"/settings/letters/{failed.pk}/retry")
    failed.refresh_from_db()
    assert (failed.state, failed.tries) == ("queued", 0)


def test_an_auditor_reads_and_sends_nothing_again(client_of, elin, failed):
    ylva, again = client_of("Ylva Öberg"), f"/settings/letters/{failed.pk}/retry"
    assert again in elin.get(f"/settings/letters/{failed.pk}").content.decode()
    assert again not in ylva.get(f"/settings/letters/{failed.pk}").content.decode()
    assert ylva.post(f"/settings/letters/{failed.pk}/retry").status_code == 403


def test_a_letter_that_was_put_aside_is_released_to_be_read(elin, put_aside, run_job):
    page = elin.get(f"/settings/letters/{put_aside.pk}").content.decode()
    assert "Too many letters from this sender" in page
    elin.post(f"/settings/letters/{put_aside.pk}/release")
    run_job("intake.jobs.read_waiting", timestamp=0)
    put_aside.refresh_from_db()
    assert (put_aside.state, put_aside.outcome) == ("done", "registered")
    assert SupportRequest.objects.filter(title="Slow images 1").exists()


def test_a_letter_by_nobody_is_released_as_of_somebody_unidentified(
    elin, letter, work, run_job, mailoutbox
):
    receive_letter(letter("nobody at all", "The lamp", "The lamp in the hall blinks."))
    put_aside = Letter.objects.get()
    release = f"/settings/letters/{put_aside.pk}/release"
    assert release in elin.get(f"/settings/letters/{put_aside.pk}").content.decode()
    elin.post(release)
    run_job("intake.jobs.read_waiting", timestamp=0)
    put_aside.refresh_from_db()
    request = SupportRequest.objects.get(pk=put_aside.subject_id)
    assert (put_aside.outcome, request.title) == ("registered", "The lamp")
    assert (request.requester.kind, request.requester.name) == ("unidentified", "Unknown sender")
    work()
    assert mailoutbox == [], "there is nobody to write to"


def test_only_what_was_put_aside_is_released(elin, written):
    assert elin.post(f"/settings/letters/{written.pk}/release").status_code == 422


def test_a_letter_about_signing_in_is_its_readers_alone(elin, people):
    invitation = invite(people["Johan Strand"], by=people["Åsa Ekman"])
    page = elin.get(f"/settings/letters/{invitation.pk}").content.decode()
    listed = elin.get("/settings/letters").content.decode()
    assert "only its reader sees its words" in page
    assert "For its reader alone" in listed
    assert "Hello Johan" not in page
    assert invitation.subject not in page + listed
    assert "/password/new/" not in page
    assert elin.get(f"/settings/letters/{invitation.pk}/look").status_code == 404


def test_an_administrator_reads_no_letters(asa, written):
    for place in ("", "?way=in", f"/{written.pk}", f"/{written.pk}/look"):
        response = asa.get(f"/settings/letters{place}")
        assert response.status_code == 403
        assert "dictaphone" not in response.content.decode()
    assert "ask a service desk agent" in asa.get("/settings/letters").content.decode()


def test_a_long_list_goes_on_at_the_same_cost(
    elin, register_request, django_assert_max_num_queries
):
    request = register_request(words="The dictaphone is silent")
    for _number in range(55):
        acknowledge(request, by=system())
    with django_assert_max_num_queries(BUDGET):
        page = elin.get("/settings/letters").content.decode()
    further = re.search(r'hx-get="(/settings/letters/rows[^"]+)"', page)[1].replace("&amp;", "&")
    assert elin.get(further).content.decode().count("<tr>") == 5

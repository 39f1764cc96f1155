"""The composer: what is new is shown before it is answered, and nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spoc.channels.models import Letter
from spoc.records.models import Attachment
from spoc.requests import activities as do
from spoc.requests.activities.reply import Words
from spoc.requests.models import SupportRequest
from spoc.requests.queries.since import last_said


@pytest.fixture
def asked(register_request):
    """A new request of Karin Holm."""
    return register_request("Karin Holm", "The printer on ward 12 is silent")


@pytest.fixture
def agent(client_of):
    """Elin's browser."""
    return client_of("Elin Sand")


def field_of(page: str) -> str:
    return page.partition("<textarea")[2].partition("</textarea>")[0]


def test_what_is_new_is_shown_before_it_is_answered(agent, asked, people):
    seen = last_said(asked)
    do.hear(asked, by=people["Karin Holm"], channel="portal", words=Words("It prints again!"))
    typed = {"kind": "reply", "text": "Restart <it>.", "seen": seen, "cc": "anna@partner.example"}

    answer = agent.post(f"/requests/{asked.pk}/entries", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody wrote while you did." in page
    assert "Send anyway" in page
    assert "Restart &lt;it&gt;." in field_of(page)
    assert 'value="anna@partner.example"' in page
    assert f'name="seen" value="{last_said(asked)}"' in page
    assert not asked.entries.filter(is_from_desk=True).exists()


def test_an_address_that_is_none_is_said_beside_its_field(agent, asked):
    typed = {"kind": "reply", "text": "Hello.", "cc": "anna, bo@partner.example"}

    page = agent.post(f"/requests/{asked.pk}/entries", typed).content.decode()

    assert 'id="compose-cc-error"' in page
    assert 'value="anna, bo@partner.example"' in page
    assert "Hello." in field_of(page)


def test_a_reply_is_taken_back_by_the_address_of_its_toast(agent, asked):
    done = agent.post(f"/requests/{asked.pk}/entries", {"text": "**Wrong**."}, follow=True)
    undo = done.content.decode().partition('action="/requests/')[0]
    entry = asked.entries.get(is_from_desk=True)
    address = f"/requests/{asked.pk}/taking-back?entry={entry.pk}"
    assert address in done.content.decode()
    assert "<strong>Wrong</strong>" in done.content.decode()

    after = agent.post(address, follow=True).content.decode()

    assert undo is not None
    assert "<strong>Wrong</strong>" not in after
    assert "**Wrong**." in field_of(after)
    assert "took a reply back" in after
    assert Letter.objects.get(pk=entry.letter_id).outcome == "taken_back"


def test_a_reply_planned_without_its_moment_is_given_back(agent, asked):
    typed = {"text": "Later.", "then": "later", "send_at": ""}
    refused = agent.post(f"/requests/{asked.pk}/entries", typed).content.decode()
    assert 'id="compose-send_at-error"' in refused
    assert "Later." in field_of(refused)

    typed |= {"send_at": "2099-01-01T08:00"}
    shown = agent.post(f"/requests/{asked.pk}/entries", typed, follow=True).content.decode()

    planned = asked.planned_replies.get()
    assert "planned-removal" in shown
    assert f"planned-moment?planned={planned.pk}" in shown
    back = agent.post(f"/requests/{asked.pk}/planned-removal", {"planned": planned.pk}, follow=True)
    assert "Later." in field_of(back.content.decode())


def test_a_pasted_picture_is_kept_named_and_looked_at(agent, asked):
    file = SimpleUploadedFile("shot.png", b"\x89PNG", content_type="image/png")
    mark = agent.post(f"/requests/{asked.pk}/uploads", {"file": file}).json()["mark"]
    kept = Attachment.objects.get(filename="shot.png")
    assert mark == f"![shot.png](files/{kept.pk})"

    looks = agent.post(f"/requests/{asked.pk}/looks", {"text": f"See {mark} <b>"}).content.decode()

    assert f'<img src="/files/{kept.pk}/shot.png" alt="shot.png">' in looks
    assert "&lt;b&gt;" in looks


def test_words_are_quoted_below_what_was_begun(agent, asked, client_of):
    entry = asked.entries.get()
    agent.post(f"/requests/{asked.pk}/draft", {"kind": "reply", "text": "Begun."})

    page = agent.get(f"/requests/{asked.pk}?compose=reply&quote={entry.pk}").content.decode()

    quotation = "Karin Holm wrote:\n\n&gt; The printer on ward 12 is silent"
    assert f"Begun.\n\n{quotation}" in field_of(page)
    words = agent.get(f"/requests/{asked.pk}/quotation?entry={entry.pk}").content.decode()
    assert words.startswith("Karin Holm wrote:\n\n> The printer")
    assert client_of("Karin Holm").get(f"/requests/{asked.pk}/quotation").status_code == 403


def test_a_draft_that_is_shown_is_gone_on_with_and_ones_own_words_stay(agent, asked, client_of):
    daniel = client_of("Daniel Okoro")
    shown = {"kind": "reply", "text": "Elin's words.", "is_shared": "on", "then": "keep"}
    agent.post(f"/requests/{asked.pk}/entries", shown)
    page = daniel.get(f"/requests/{asked.pk}").content.decode()
    assert "Elin Sand has a draft" in page
    assert "Elin Sand is writing a reply" in page

    draft = SupportRequest.objects.get(pk=asked.pk).drafts.get()
    own = {"kind": "reply", "text": "Mine.", "draft": draft.pk}
    taken = daniel.post(f"/requests/{asked.pk}/draft-taking", own, follow=True).content.decode()

    assert "Mine.\n\nElin&#39;s words." in field_of(taken)
    assert (
        "Daniel Okoro went on with this draft."
        in agent.get(f"/requests/{asked.pk}").content.decode()
    )


def test_forwarding_is_refused_beside_the_field(agent, asked):
    page = agent.post(f"/requests/{asked.pk}/forwarding", {"to": "nobody", "words": "See this."})
    assert page.status_code == 422
    assert 'id="error-to"' in page.content.decode()
    assert "See this." in page.content.decode()
    sent = agent.post(f"/requests/{asked.pk}/forwarding", {"to": "anna@partner.example"})
    assert sent.status_code == 302
    assert Letter.objects.filter(to_addresses=["anna@partner.example"], state="queued").exists()

"""Complaints and thanks in the portal: signed in, and by the links in letters."""

import re

import pytest
from django.test import Client

from spoc.channels.models import Letter
from spoc.feedback.links import complaint_link, complaint_word
from spoc.feedback.models import Complaint, Compliment
from spoc.requests.tracking import word_for

SAID = {"category": "handling", "words": "Nobody called me back."}


def path_of(link: str) -> str:
    return link[link.index("/", len("https://")) :]


def test_somebody_complains_in_general(client_of, people):
    karin = client_of("Karin Holm")
    assert "You have complained of nothing" in karin.get("/help/complaints").content.decode()
    answer = karin.post("/help/complaints/new", SAID, follow=True)
    made = Complaint.objects.get()
    assert (made.person, made.support_request) == (people["Karin Holm"], None)
    assert f"We have your complaint: {made.reference}." in answer.content.decode()
    assert made.reference in karin.get("/help/complaints").content.decode()


def test_somebody_complains_about_their_request(client_of, register_request):
    request = register_request()
    page = client_of("Karin Holm").get(f"/help/requests/{request.pk}").content.decode()
    address = f"/help/requests/{request.pk}/complaint"
    assert address in page
    assert client_of("Karin Holm").post(address, SAID).status_code == 302
    assert Complaint.objects.get().support_request == request


def test_it_is_done_by_the_link_in_a_letter_too(register_request, people):
    request = register_request()
    base = f"/follow/{word_for(request, people['Karin Holm'])}"
    assert "Send the complaint" in Client().get(f"{base}/complaint").content.decode()
    answer = Client(enforce_csrf_checks=True).post(f"{base}/complaint", SAID, follow=True)
    made = Complaint.objects.get()
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0].startswith("/complaint/")
    assert (made.person, made.support_request) == (people["Karin Holm"], request)


@pytest.mark.parametrize("name", ["Sanna Kivi", "Elin Sand", "Oskar Nyman"])
def test_nobody_complains_in_the_portal_about_what_is_not_theirs(client_of, register_request, name):
    address = f"/help/requests/{register_request().pk}"
    assert client_of(name).post(f"{address}/complaint", SAID).status_code == 404
    assert client_of(name).post(f"{address}/thanks", {"words": "Thanks."}).status_code == 404
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("field", ["words", "category"])
def test_what_is_missing_is_said_and_the_rest_stays(client_of, field):
    answer = client_of("Karin Holm").post("/help/complaints/new", {**SAID, field: ""})
    assert answer.status_code == 422
    assert not Complaint.objects.exists()
    assert field == "words" or SAID["words"] in answer.content.decode()


def test_a_response_is_accepted_by_the_link_in_its_letter(brought):
    complaint = brought("responded")
    letter = Letter.objects.filter(noun="complaint", subject_id=complaint.pk).latest("id")
    [link] = set(re.findall(r"http\S+/complaint/\S+", letter.text))
    page = Client().get(path_of(link)).content.decode()
    assert "Yes, I accept it" in page
    complaint.refresh_from_db()
    assert complaint.state == "responded"
    Client(enforce_csrf_checks=True).post(f"{path_of(link)}/acceptance")
    complaint.refresh_from_db()
    assert complaint.ending == "accepted"


def test_an_objection_says_what_is_still_wrong(brought):
    complaint = brought("responded")
    base = path_of(complaint_link(complaint))
    assert Client().post(f"{base}/objection", {"words": " "}).status_code == 422
    page = Client().post(f"{base}/objection", {"words": "It went on."}, follow=True)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.objection) == ("escalated", "It went on.")
    assert "It is with the management." in page.content.decode()


def test_a_link_that_is_not_its_own_opens_nothing(brought):
    complaint = brought("responded")
    word = complaint_word(complaint)
    Complaint.objects.update(link_version=2)
    assert Client().get(f"/complaint/{word}").status_code == 404
    assert Client().post(f"/complaint/{word}/acceptance").status_code == 404


def test_the_customers_contact_reads_it_and_decides_nothing(brought, client_of):
    complaint = brought("responded")
    contact = client_of("Birgitta Ahl")
    page = contact.get(f"/help/complaints/{complaint.pk}").content.decode()
    assert "The letter was lost." in page
    assert "Yes, I accept it" not in page
    assert contact.post(f"/help/complaints/{complaint.pk}/acceptance").status_code == 403


@pytest.mark.parametrize("name", ["Sanna Kivi", "Elin Sand"])
def test_others_do_not_find_it_in_the_portal(complaint, client_of, name):
    assert client_of(name).get(f"/help/complaints/{complaint.pk}").status_code == 404


def test_the_desks_own_findings_stay_at_the_desk(brought, client_of):
    complaint = brought("responded")
    Complaint.objects.update(improvement="Train the team.")
    page = client_of("Karin Holm").get(f"/help/complaints/{complaint.pk}").content.decode()
    assert "Train the team." not in page


def test_thanks_are_given_about_a_request_and_in_general(client_of, closed, people):
    karin = client_of("Karin Holm")
    karin.post(f"/help/requests/{closed.pk}/thanks", {"words": "Maja was patient."})
    karin.post("/help/thanks", {"words": "You are good."})
    first, second = Compliment.objects.order_by("id")
    assert (first.agent, second.agent) == (people["Maja Lindqvist"], None)
    assert karin.post("/help/thanks", {"words": " "}).status_code == 422

"""Major incidents by machines."""

from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.requests.models import MajorIncident, MajorUpdate


def test_a_machine_declares_tells_and_reads(incident, token_of, people):
    request, machine = incident(), Machine(token_of("Henrik Vall", READ_AND_WRITE))
    lead = people["Sofia Berg"].pk
    asked = {"reason": "All calls.", "coordinator": lead}
    made = machine.post(f"/requests/{request.pk}/major", asked)
    assert (made.status_code, made.json()["state"]) == (201, "active")
    assert machine.post(f"/requests/{request.pk}/major", asked).status_code == 422
    told = machine.post(f"/majors/{request.pk}/updates", {"words": {"en": "We work on it."}})
    assert told.status_code == 201
    assert MajorUpdate.objects.get().words == {"en": "We work on it."}
    (listed,) = machine.get("/majors", state="active").json()["items"]
    assert (listed["number"], listed["coordinator"]["id"]) == (request.pk, lead)
    (update,) = machine.get(f"/majors/{request.pk}/updates").json()["items"]
    assert (update["words"], update["waits"]) == ({"en": "We work on it."}, 1)


def test_a_requesters_machine_finds_none(declared, token_of):
    major, karin = declared(), Machine(token_of("Karin Holm", READ_AND_WRITE))
    assert karin.get("/majors").json()["items"] == []
    assert karin.get(f"/majors/{major.pk}").status_code == 404


def test_an_agents_machine_may_not_declare(incident, token_of):
    elin = Machine(token_of("Elin Sand", READ_AND_WRITE))
    assert elin.post(f"/requests/{incident().pk}/major", {"reason": "x"}).status_code == 403
    assert not MajorIncident.objects.exists()

"""The pages of processes: from nothing to a published list, a drawing brought in, and a case."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from spoc.people.models import Team
from spoc.people.queries import system
from spoc.workflow.activities import begin_instance
from spoc.workflow.models import Definition, DefinitionVersion
from spoc.workflow.queries.shown import picture_of_case, steps_of
from tests.workflow.processes import LAPTOP, laptop, listed

AT = "/settings/processes"


@pytest.fixture
def peter(client_of):
    return client_of("Peter Rask")


@pytest.fixture
def team(db):
    return Team.objects.order_by("pk").first()


def read(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_list_is_made_step_by_step_tried_out_and_published(peter, people, team):
    assert "No processes yet" in read(peter.get(AT))
    given = {"name": "New badge", "swedish": "Ny bricka", "first": "Print it", "team": team.pk}
    peter.post(f"{AT}/new", given)
    version = DefinitionVersion.objects.get()
    at = f"{AT}/versions/{version.pk}"
    peter.post(f"{at}/steps/2", {"does": "approval", "name": "Check it", "approvers": "manager"})
    peter.post(f"{at}/steps/2/order", {"to": "up"})
    version.refresh_from_db()
    assert [step["name"] for step in version.steps] == ["Check it", "Print it"]

    walked = read(peter.get(f"{at}/trial", {"step": "step_1:denied"}))
    assert "It is over: refused." in walked
    assert "Print it" in read(peter.get(f"{at}/trial", {"step": "step_1:approved"}))

    peter.post(f"{at}/publication", {"runs_as": people["Peter Rask"].pk})
    version.refresh_from_db()
    assert version.state == "published"
    assert "In use: version 1" in read(peter.get(f"{AT}/{version.definition_id}"))


def test_a_drawing_is_brought_in_wired_and_handed_out_again(peter, people, team):
    file = SimpleUploadedFile("laptop.bpmn", LAPTOP.encode(), "application/xml")
    peter.post(f"{AT}/new", {"name": "New laptop", "file": file})
    version = DefinitionVersion.objects.get()
    at = f"{AT}/versions/{version.pk}"
    page = read(peter.get(at))
    assert "<svg" in page and "Prepare the laptop" in page
    assert "no team does it" in page

    peter.post(f"{at}/lanes", {"lane-0": team.pk, "lane-1": team.pk})
    approve = {"does": "approval", "approvers": "service_owner", "rule": "all", "days": 5}
    peter.post(f"{at}/wires/Approve_1", approve)
    assert "Before it can be published" not in read(peter.get(at))
    peter.post(f"{at}/publication", {"runs_as": people["Peter Rask"].pk})

    version.refresh_from_db()
    assert version.wiring["steps"]["Approve_1"]["approvers"] == ["service_owner"]
    handed = peter.get(f"{at}/file")
    assert handed.content.decode() == LAPTOP
    assert "new-laptop-1.bpmn" in handed["Content-Disposition"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (LAPTOP.replace("bpmn:serviceTask", "bpmn:businessRuleTask").encode(), "business rule"),
        (b"no xml", "This is no XML"),
        (b"\xff\xfe\x00", "This is no XML"),
    ],
)
def test_a_file_that_is_refused_says_why_and_changes_nothing(peter, content, words):
    file = SimpleUploadedFile("x.bpmn", content, "application/xml")

    answer = peter.post(f"{AT}/new", {"name": "Kept name", "file": file})

    assert answer.status_code == 422
    assert words in read(answer) and "Kept name" in read(answer)
    assert not Definition.objects.exists()


def test_the_pages_need_few_questions(peter, people, django_assert_max_num_queries):
    laptop(people["Peter Rask"], people["Gunilla Frisk"])
    version = DefinitionVersion.objects.get()

    for address, most in ((AT, 14), (f"{AT}/{version.definition_id}", 16)):
        with django_assert_max_num_queries(most):
            assert peter.get(address).status_code == 200


def test_who_works_at_the_desk_reads_and_does_not_draw(client_of, people, boss_version):
    elin = client_of("Elin Sand")

    assert elin.get(f"{AT}/versions/{boss_version.pk}").status_code == 200
    assert elin.get(f"{AT}/new").status_code == 403
    assert client_of("Karin Holm").get(AT).status_code == 403


@pytest.fixture
def boss_version(people):
    return laptop(people["Peter Rask"], people["Gunilla Frisk"])


def test_a_case_shows_where_it_stands_to_those_who_read_its_request(
    client_of, boss_version, register_request
):
    request = register_request()
    case = begin_instance(request, by=system(), version=boss_version, data={})

    page = read(client_of("Elin Sand").get(f"/cases/{case.pk}"))

    assert 'data-lit="now"' in page
    assert "Approve the purchase" in page and "to come" in page
    assert client_of("Karin Holm").get(f"/cases/{case.pk}").status_code in (403, 404)


def test_the_picture_stands_beside_its_request(client_of, boss_version, register_request):
    request = register_request()
    case = begin_instance(request, by=system(), version=boss_version, data={})

    page = read(client_of("Elin Sand").get(f"/cases/{case.pk}/picture"))

    assert "<svg" in page and "See the picture" in page
    assert client_of("Karin Holm").get(f"/cases/{case.pk}/picture").status_code in (403, 404)


def test_steps_are_called_as_the_reader_speaks(client_of, people, team, register_request):
    step = {"sort": "task", "name": "Print it", "names": {"sv": "Skriv ut den"}, "team": team.pk}
    version = listed(people["Peter Rask"], step)
    request = register_request()
    case = begin_instance(request, by=system(), version=version, data={})

    assert "Print it" in read(client_of("Elin Sand").get(f"/cases/{case.pk}"))
    with translation.override("sv"):
        assert [each.name for each in steps_of(request)] == ["Skriv ut den"]
        assert "Skriv ut den" in [shape.title for shape in picture_of_case(case).shapes]

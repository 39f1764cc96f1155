"""Views as agents make, read, share and take them along."""

import csv
import io

import pytest
from openpyxl import load_workbook

from spoc.audit.queries import story
from spoc.requests import activities as do
from spoc.requests.activities import ViewParticulars
from spoc.requests.models import View

BUDGET = 6
FORM = {
    "name": "Formulas",
    "audience": "mine",
    "match-0": "all",
    "c0-group": "0",
    "c0-field": "status",
    "c0-is": "one_of",
    "c0-value": ["new", "classified"],
    "c1-group": "1",
    "c1-field": "title",
    "c1-is": "contains",
    "c1-value": "broken",
    "c2-group": "1",
    "c2-field": "created",
    "c2-is": "after",
    "c2-value": "other",
    "c2-other": "-12d",
    "match-1": "any",
    "column": ["status", "requester", "created", ""],
    "sort": ["-created", ""],
    "grouping": "type",
}


@pytest.fixture
def view(people, register_request):
    """A view of Elin's with columns of its own, and two requests in it."""
    register_request("Karin Holm", '=HYPERLINK("x") is broken')
    register_request("Oskar Nyman", "Screen, the big one, is broken")
    said = ViewParticulars(
        "Formulas",
        {"all": [{"field": "status", "is": "is", "value": "new"}]},
        columns=["requester", "created", "contacts"],
        order=["number"],
    )
    return do.add_view(people["Elin Sand"], by=people["Elin Sand"], particulars=said)


def test_a_view_is_made_changed_copied_and_deleted(client_of, register_request):
    register_request("Karin Holm", "The screen is broken")
    elin = client_of("Elin Sand")
    elin.post("/views/new", FORM)
    made = View.objects.get(name="Formulas")
    page = elin.get(f"/views/{made.pk}").content.decode()
    form = elin.get(f"/views/{made.pk}/edit").content.decode()
    elin.post(f"/views/{made.pk}/edit", {**FORM, "name": "Broken"})
    copied = elin.get(f"/views/{made.pk}/copy").content.decode()

    assert "The screen is broken" in page and "Karin Holm" in page
    assert 'value="-12d"' in form and 'value="broken"' in form
    assert 'value="Broken, copy"' in copied
    assert made.conditions["all"][1]["any"][1]["value"] == "-12d"
    assert elin.post(f"/views/{made.pk}/removal").status_code == 302
    assert elin.get(f"/views/{made.pk}").status_code == 404


def test_conditions_are_added_and_dropped_without_script_and_nothing_is_lost(client_of):
    elin = client_of("Elin Sand")
    for act, count in (("add-0", 4), ("group", 4), ("drop-1", 2), ("show", 3)):
        answer = elin.post("/views/new", {**FORM, "act": act})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert page.count('class="condition"') == count
        assert 'value="Formulas"' in page
    fragment = elin.post("/views/conditions", {**FORM, "act": "drop-0"}).content.decode()
    assert fragment.count('class="condition"') == 2 and "<h1" not in fragment


def test_what_cannot_be_asked_is_said_beside_it(client_of):
    answer = client_of("Elin Sand").post("/views/new", {**FORM, "c2-other": "soon", "name": "X"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'id="error-c2"' in page and "Say a time for Registered" in page
    assert 'value="soon"' in page and 'value="X"' in page


def test_a_narrowed_queue_is_saved_as_a_view(client_of, register_request):
    elin = client_of("Elin Sand")
    page = elin.get("/queues/all?priority=3&words=broken").content.decode()
    form = elin.get("/views/new?queue=all%3Fpriority%3D3%26words%3Dbroken").content.decode()

    assert "/views/new?queue=all%3Fpriority%3D3" in page
    assert 'value="broken"' in form and form.count('class="condition"') == 3
    assert "Save as a view" not in elin.get("/queues/all?only=out-acme").content.decode()


def test_a_view_costs_the_same_however_many_rows_it_has(
    client_of, view, register_request, django_assert_max_num_queries
):
    for number in range(8):
        register_request("Karin Holm", f"Screen {number} flickers")
    elin = client_of("Elin Sand")
    elin.post(f"/views/{view.pk}/pin", {"to": "on"})

    with django_assert_max_num_queries(BUDGET):
        page = elin.get(f"/views/{view.pk}").content.decode()

    assert page.count('id="row-') == 10
    assert 'data-columns="3"' in page
    assert '<span class="count">10</span></a>' in page


def test_the_list_of_views_says_what_each_asks_for(client_of, view):
    page = client_of("Elin Sand").get("/views").content.decode()

    assert "Status is New" in page
    assert "Formulas" not in client_of("Daniel Okoro").get("/views").content.decode()


def test_rows_stand_as_close_as_their_reader_likes(client_of, view):
    elin = client_of("Elin Sand")
    answer = elin.post("/views/density", {"to": "compact", "queue": f"view--{view.pk}"})

    assert answer.headers["Location"] == f"/views/{view.pk}"
    assert 'data-density="compact"' in elin.get("/queues/all").content.decode()


def test_a_queue_is_sorted_anew_by_its_reader(client_of, view):
    elin = client_of("Elin Sand")
    rising = elin.get("/queues/all/rows?sort=requester").content.decode()
    falling = elin.get("/queues/all/rows?sort=-requester").content.decode()

    assert rising.index("Karin Holm") < rising.index("Oskar Nyman")
    assert falling.index("Oskar Nyman") < falling.index("Karin Holm")
    assert elin.get("/queues/all/rows?sort=nonsense").status_code == 200


def test_a_view_is_taken_along_as_text_without_formulas(client_of, view):
    answer = client_of("Elin Sand").get(f"/views/{view.pk}/export.csv")
    text = b"".join(answer.streaming_content).decode()
    head, first, second = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))

    assert text.startswith("\ufeff") and text.count("\r\n") == 3
    assert head == ["Number", "Subject", "Requester", "Registered", "Contacts"]
    assert first[1].startswith("'=HYPERLINK") and first[2] == "Karin Holm"
    assert second[1] == "Screen, the big one, is broken"
    assert list(story(view))[-1].kind == "view.exported"
    assert list(story(view))[-1].particulars.values["count"] == 2


def test_a_view_is_taken_along_as_a_workbook_without_formulas(client_of, view):
    answer = client_of("Elin Sand").get(f"/views/{view.pk}/export.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows())

    assert rows[0][0].value == "Number"
    assert rows[1][1].data_type == "s" and rows[1][1].value.startswith("'=")
    assert rows[1][3].is_date and rows[1][0].data_type == "n"
    assert len(rows) == 3


def test_an_export_has_a_limit_and_says_it(client_of, view, settings):
    settings.SPOC_EXPORT_LIMIT = 1
    answer = client_of("Elin Sand").get(f"/views/{view.pk}/export.csv")

    assert answer.status_code == 422
    assert "more than 1 requests" in answer.content.decode()
    assert list(story(view))[-1].kind == "view.added"


def test_another_s_view_is_not_there(client_of, view):
    for path in ("", "/edit", "/copy", "/export.csv", "/export.xlsx", "/removal"):
        assert client_of("Daniel Okoro").get(f"/views/{view.pk}{path}").status_code == 404
    assert client_of("Daniel Okoro").get(f"/queues/view--{view.pk}/rows").status_code == 404


def test_tags_are_set_on_the_page_of_the_request(client_of, register_request):
    request, elin = register_request(), client_of("Elin Sand")
    elin.post(f"/requests/{request.pk}/tags", {"tags": "Monday, ward 7"})
    page = elin.get(f"/requests/{request.pk}").content.decode()

    assert '<span class="chip">ward 7</span>' in page
    assert 'value="Monday, ward 7"' in elin.get(f"/requests/{request.pk}/tags").content.decode()

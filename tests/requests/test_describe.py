"""Keeping right what is written of a request."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.requests import activities as do
from spoc.requests.activities.describe import typed


def test_title_and_complaint_are_changed_with_what_they_were(people, register_request):
    request = register_request()
    do.describe(request, by=people["Elin Sand"], title=" No  images ", is_complaint=True)
    assert story(request).last().particulars.values["changes"] == {
        "title": ["PACS shows no images in reading room A.", "No images"],
        "is_complaint": [False, True],
    }


def test_who_saw_an_older_version_looks_again(people, register_request):
    request, elin = register_request(), people["Elin Sand"]
    seen = request.version
    do.describe(request, by=elin, title="Mine", version=seen)
    with pytest.raises(Stale):
        do.describe(request, by=elin, title="Yours", version=seen)
    request.refresh_from_db()
    assert request.title == "Mine"


def test_every_change_is_a_version_further(people, register_request):
    request = register_request()
    versions = [request.version]
    do.note(request, by=people["Elin Sand"], text="Hm.")
    versions.append(request.version)
    do.assign(request, by=people["Elin Sand"], assignee=people["Elin Sand"])
    versions.append(request.version)
    assert versions == sorted(set(versions))


def test_a_title_says_something(people, register_request):
    with pytest.raises(NotPossible):
        do.describe(register_request(), by=people["Elin Sand"], title=" ")


@pytest.mark.parametrize(
    ("type", "fields"),
    [
        ("incident", {"degree": "total", "users_affected": 40, "cause": "Disk full"}),
        ("information", {"is_gap": True, "helped": True}),
        ("fulfilment", {"wanted": "Screen", "quantity": 2, "cost_centre": "4711"}),
        ("new_service", {"need": "Sign", "beneficiaries": 300, "benefit": "Less paper"}),
    ],
)
def test_each_type_has_fields_of_its_own(people, at_status, type, fields):
    request = at_status("in_progress", type)
    do.describe_type(request, by=people["Elin Sand"], fields=fields)
    request.refresh_from_db()
    name = {"new_service": "proposal"}.get(type, type)
    extension = getattr(request, name)
    extension.refresh_from_db()
    assert {key: getattr(extension, key) for key in fields} == fields


def test_fields_of_another_type_are_left_alone(people, at_status):
    request = at_status("in_progress", "information")
    facts = story(request).count()
    do.describe_type(request, by=people["Elin Sand"], fields={"degree": "total"})
    assert story(request).count() == facts


@pytest.mark.parametrize("fields", [{"degree": "huge"}, {"verification": "hope"}])
def test_a_value_is_one_of_those_offered(people, at_status, fields):
    with pytest.raises(NotPossible) as refused:
        do.describe_type(
            at_status("in_progress", "incident"), by=people["Elin Sand"], fields=fields
        )
    assert list(refused.value.fields) == list(fields)


def test_who_verified_is_remembered(people, at_status):
    request = at_status("in_progress", "incident")
    do.describe_type(request, by=people["Elin Sand"], fields={"verification": "test"})
    assert request.incident.verified_by.name == "Elin Sand"
    assert request.incident.verified_at


def test_what_has_no_type_has_no_fields_of_one(people, register_request):
    with pytest.raises(NotPossible):
        do.describe_type(register_request(), by=people["Elin Sand"], fields={"degree": "total"})


def test_a_diagnosis_grows_step_by_step(people, at_status):
    request = at_status("in_progress", "incident")
    do.diagnose(request, by=people["Elin Sand"], hypothesis="Disk", test="df", result="Full")
    do.diagnose(request, by=people["Maja Lindqvist"], hypothesis="Archive stuck")
    told = [(d.hypothesis, d.result, d.by.name) for d in request.incident.diagnoses.all()]
    assert told == [("Disk", "Full", "Elin Sand"), ("Archive stuck", "", "Maja Lindqvist")]
    with pytest.raises(NotPossible):
        do.diagnose(request, by=people["Elin Sand"], hypothesis=" ")
    with pytest.raises(NotPossible):
        do.diagnose(at_status("in_progress"), by=people["Elin Sand"], hypothesis="Disk")


@pytest.mark.parametrize("name", ["Karin Holm", "Priya Nair", "Ylva Öberg"])
def test_only_who_works_on_it_writes_it_right(people, at_status, name):
    request = at_status("in_progress", "incident")
    for refused in (
        lambda by: do.describe(request, by=by, title="x"),
        lambda by: do.describe_type(request, by=by, fields={"degree": "total"}),
        lambda by: do.diagnose(request, by=by, hypothesis="x"),
    ):
        with pytest.raises(NotAllowed):
            refused(people[name])


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("restored_at", "2026-11-20T14:30Z", datetime(2026, 11, 20, 14, 30, tzinfo=UTC)),
        ("restored_at", "2026-11-20 14:30", datetime(2026, 11, 20, 14, 30, tzinfo=UTC)),
        ("restored_at", "", None),
        ("users_affected", "40", 40),
        ("is_gap", "on", True),
        ("is_gap", "", False),
        ("cause", " Disk\x00 full ", "Disk full"),
    ],
)
def test_what_is_typed_becomes_a_value(key, text, value):
    assert typed({key: text}) == {key: value}


@pytest.mark.parametrize(
    ("key", "text"), [("restored_at", "yesterday"), ("users_affected", "-1"), ("quantity", "x")]
)
def test_what_is_typed_wrongly_is_refused(key, text):
    with pytest.raises(NotPossible):
        typed({key: text})


@pytest.mark.parametrize(
    ("type", "name", "value", "sentence"),
    [
        ("incident", "cause", "x" * 201, "Write at most 200 signs."),
        ("fulfilment", "cost_centre", "x" * 41, "Write at most 40 signs."),
        ("new_service", "benefit", "x" * 301, "Write at most 300 signs."),
        ("new_service", "affected_process", "x" * 201, "Write at most 200 signs."),
        ("fulfilment", "quantity", "40000", "Choose at most 32767."),
        ("incident", "users_affected", "9999999999", "Choose at most 2147483647."),
        ("incident", "users_affected", "9" * 5000, "Enter a whole number."),
        ("incident", "users_affected", "²", "Enter a whole number."),
        ("information", "receipt", "perhaps", "Choose one of the values offered."),
        ("incident", "restored_at", "2026-02-31 10:00", None),
        ("incident", "restored_at", "0001-01-01 00:00", None),
        ("incident", "restored_at", "yesterday", None),
        ("fulfilment", "wanted_on", "2026-02-31", None),
        ("fulfilment", "wanted_on", "9999-01-01", None),
    ],
)
def test_what_does_not_fit_is_refused_at_its_field(people, at_status, type, name, value, sentence):
    request = at_status("in_progress", type)
    with pytest.raises(NotPossible) as refused:
        do.describe_type(request, by=people["Elin Sand"], fields=typed({name: value}))
    assert list(refused.value.fields) == [name]
    assert sentence in (None, refused.value.fields[name])


def test_what_just_fits_is_kept(people, at_status):
    request = at_status("in_progress", "fulfilment")
    fields = typed({"wanted": "x" * 200, "quantity": "32767", "wanted_on": ""})
    do.describe_type(request, by=people["Elin Sand"], fields=fields)
    request.fulfilment.refresh_from_db()
    assert (len(request.fulfilment.wanted), request.fulfilment.quantity) == (200, 32767)


def test_the_page_says_at_the_field_what_does_not_fit(at_status, client_of):
    request = at_status("in_progress", "incident")
    page = client_of("Elin Sand").post(
        f"/requests/{request.pk}/type-fields", {"cause": "x" * 201, "users_affected": "1"}
    )
    assert page.status_code == 422
    assert "Write at most 200 signs." in page.content.decode()


def test_the_api_says_at_the_field_what_does_not_fit(at_status, token_of):
    request = at_status("in_progress", "incident")
    answer = Client().post(
        f"/api/v1/requests/{request.pk}/resolution",
        {
            "text": "Restarted.",
            "method": "fix",
            "closure_code": "solved",
            "type_fields": {"cause": "x" * 201},
        },
        content_type="application/json",
        headers={"Authorization": f"Bearer {token_of('Elin Sand', ['read', 'write'])}"},
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"type_fields.cause": "Write at most 200 signs."}

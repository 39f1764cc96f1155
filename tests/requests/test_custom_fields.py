"""Custom fields: filled in where they fit, needed when they must be, read by whom they are for."""

import pytest
from tests.floor.machine import READ_AND_WRITE, Machine

from spoc.audit.queries import story
from spoc.catalogue.models import Service
from spoc.kit.errors import NotAllowed, NotPossible, Stale
from spoc.kit.keyset import page
from spoc.people.queries import system
from spoc.requests import activities as do
from spoc.requests.models import CustomField, SupportRequest
from spoc.requests.queries.changes import names_in, told
from spoc.requests.queries.shape import order_of
from spoc.requests.queries.view_fields import fields_for
from spoc.requests.queries.view_question import asked_for
from spoc.requests.search import describe

COLOURS = [("Red", {"sv": "Röd"}), ("Blue", {})]


@pytest.fixture
def tag(db) -> CustomField:
    return do.add_field("Asset tag", by=system(), kind="text", most=12, is_public=True)


@pytest.fixture
def secret(db) -> CustomField:
    return do.add_field("Inner ward", by=system(), kind="choice", choices=COLOURS)


@pytest.fixture
def machine(token_of):
    return lambda name: Machine(token_of(name, READ_AND_WRITE))


def test_what_is_filled_in_is_kept_told_and_found(people, at_status, tag, secret):
    request = at_status("assigned")
    values = {"asset_tag": "NV-4711", "inner_ward": "red"}
    do.fill_in(request, by=people["Elin Sand"], values=values)
    do.fill_in(request, by=people["Elin Sand"], values={"inner_ward": "blue"})
    request.refresh_from_db()
    assert request.custom == {"asset_tag": "NV-4711", "inner_ward": "blue"}
    first, second = [f.particulars.values["changes"] for f in story(request).order_by("-id")[:2]][
        ::-1
    ]
    assert told(first, names_in([first])) == ["Asset tag: NV-4711", "Inner ward: Red"]
    assert told(second, names_in([second])) == ["Inner ward: Red → Blue"]
    words = describe(request)
    assert "NV-4711" in words.public
    assert "Blue" in words.internal
    assert "Blue" not in words.public


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"asset_tag": "far too long for it"}, "custom-asset_tag"),
        ({"inner_ward": "green"}, "custom-inner_ward"),
        ({"asset_tag": "ok", "shoe_size": 44}, "custom-shoe_size"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_kept(
    people, at_status, tag, secret, values, field
):
    request = at_status("assigned")
    with pytest.raises(NotPossible) as refused:
        do.fill_in(request, by=people["Elin Sand"], values=values)
    request.refresh_from_db()
    assert (list(refused.value.fields), request.custom) == ([field], {})


def test_a_colleague_who_was_quicker_is_not_overwritten(people, at_status, tag):
    request = at_status("assigned")
    do.fill_in(request, by=people["Maja Lindqvist"], values={"asset_tag": "A1"})
    with pytest.raises(Stale):
        do.fill_in(
            request, by=people["Elin Sand"], values={"asset_tag": "B2"}, had={"asset_tag": None}
        )


def test_a_new_request_moves_on_when_its_last_field_is_said(people, register_request, found, tag):
    service = Service.objects.get(key="radiology")
    elin = people["Elin Sand"]
    do.change_field(
        tag, by=system(), name="Tag", kind="text", needed="classification", services=[service]
    )
    request = register_request("Karin Holm")
    do.classify(request, by=elin, classification=found("incident"))
    assert request.status == "new"
    do.fill_in(request, by=elin, values={"asset_tag": "A1"})
    assert request.status in ("classified", "assigned", "in_progress")
    other = register_request("Karin Holm")
    do.classify(other, by=elin, classification=found("incident", service="print"))
    assert other.status != "new"


def test_resolving_names_the_fields_it_needs(people, at_status, solved, tag):
    do.change_field(tag, by=system(), name="Tag", kind="text", needed="resolution")
    request, elin = at_status("in_progress"), people["Elin Sand"]
    with pytest.raises(NotPossible) as refused:
        do.resolve(request, by=elin, resolution=solved())
    assert refused.value.fields == {"custom-asset_tag": "Fill in: Tag."}
    do.resolve(request, by=elin, resolution=solved(custom={"asset_tag": "A1"}))
    assert request.status == "resolved"


def test_a_choice_that_is_taken_away_stays_where_it_was_made(people, at_status, secret):
    request, elin = at_status("assigned"), people["Elin Sand"]
    do.fill_in(request, by=elin, values={"inner_ward": "red"})
    with pytest.raises(NotPossible):
        do.change_field(secret, by=system(), name="Inner ward", kind="text")
    do.change_field(secret, by=system(), name="Ward", choices=[("Blue", {}), ("Grey", {})])
    assert secret.offered == [("blue", "Blue"), ("grey", "Grey")]
    assert secret.choice_name("red") == "Red"
    do.change_field(secret, by=system(), name="Ward", is_live=False)
    request.refresh_from_db()
    assert request.custom == {"inner_ward": "red"}


def test_only_managers_of_the_desk_shape_fields(people, db):
    for name in ("Elin Sand", "Karin Holm"):
        with pytest.raises(NotAllowed):
            do.add_field("Mine", by=people[name], kind="text")
    assert do.add_field("Room", by=people["Lena Falk"], kind="text").key == "room"
    assert do.add_field("Room", by=people["Henrik Vall"], kind="text").key == "room_2"


def test_programs_write_typed_values_and_read_their_own_part(machine, tag, secret):
    elin, karin = machine("Elin Sand"), machine("Karin Holm")
    made = karin.post("/requests", {"description": "Dark.", "custom": {"asset_tag": "A1"}}).json()
    at = f"/requests/{made['number']}"
    answer = elin.patch(f"{at}/custom-fields", {"values": {"inner_ward": "blue"}})
    assert answer.json()["custom"] == {"asset_tag": "A1", "inner_ward": "blue"}
    assert karin.get(at).json()["custom"] == {"asset_tag": "A1"}
    refused = karin.post("/requests", {"description": "x", "custom": {"inner_ward": "red"}})
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["custom-inner_ward"])
    assert [e["key"] for e in karin.get("/custom-fields").json()["items"]] == ["asset_tag"]
    found = elin.get("/requests?custom=inner_ward:blue&custom=asset_tag:A1").json()["items"]
    assert [each["number"] for each in found] == [made["number"]]
    assert karin.get("/requests?custom=inner_ward:blue").status_code == 422


@pytest.mark.parametrize(
    ("kind", "value", "asked", "expected"),
    [
        ("text", "Ward 7 north", {"is": "contains", "value": "NORTH"}, True),
        ("text", "Ward 7 north", {"is": "lacks", "value": "north"}, False),
        ("number", 7, {"is": "above", "value": "6"}, True),
        ("number", 7, {"is": "is", "value": "8"}, False),
        ("day", "2026-11-20", {"is": "before", "value": "2026-11-21"}, True),
        ("day", "2026-11-20", {"is": "after", "value": "2026-11-20"}, False),
        ("yes_no", False, {"is": "is", "value": "no"}, True),
        ("yes_no", False, {"is": "is", "value": "yes"}, False),
        ("link", "https://example.org/", {"is": "filled"}, True),
        ("link", "https://example.org/", {"is": "empty"}, False),
    ],
)
def test_views_ask_about_them(people, at_status, kind, value, asked, expected):
    do.add_field("Thing", by=system(), kind=kind)
    request, elin = at_status("assigned"), people["Elin Sand"]
    do.fill_in(request, by=elin, values={"thing": value})
    tree = {"all": [{"field": "custom-thing", **asked}]}
    assert asked_for(tree, elin).filter(pk=request.pk).exists() is expected


@pytest.mark.parametrize(
    ("kind", "given", "fallen"),
    [
        ("choice", {"choices": COLOURS}, ["blue", "red", None]),
        ("number", {}, [10, 9.5, None]),
        ("day", {}, ["2027-01-05", "2026-12-31", None]),
        ("yes_no", {}, [True, False, None]),
    ],
)
def test_a_list_is_sorted_by_a_custom_field_page_by_page(
    people, register_request, kind, given, fallen
):
    row = do.add_field("Sorted", by=system(), kind=kind, **given)
    for value in fallen:
        request = register_request()
        request.custom = {} if value is None else {row.key: value}
        request.save()
    own = fields_for(people["Elin Sand"])[f"custom-{row.key}"]
    rising = [*fallen[-2::-1], None]
    for sort, wanted in ((f"-{own.key}", fallen), (own.key, rising)):
        order, found, after = order_of([sort], {own.key: own}), [], None
        rows = order.on(SupportRequest.objects.filter(pk__gte=request.pk - 2))
        for _page in fallen:
            seen = page(rows, order.names, size=1, after=after)
            found += [each.custom.get(row.key) for each in seen.rows]
            after = seen.next
        assert found == wanted
    assert own.is_grouped is (kind in ("choice", "yes_no"))

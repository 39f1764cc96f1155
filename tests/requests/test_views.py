"""Views: who has them, what they ask for, their order, counts and files."""

from datetime import UTC, datetime, timedelta

import pytest

from spoc.audit.queries import story
from spoc.catalogue.queries import category_by_key, service_by_key
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.kit.time import at, now
from spoc.people.models import Team
from spoc.requests import activities as do
from spoc.requests import view_access
from spoc.requests.activities import Classification, ViewParticulars
from spoc.requests.models import RequestTag, Tag
from spoc.requests.queries.counts import capped_count, counts_for
from spoc.requests.queries.rows import neighbours, page_of, place_in
from spoc.requests.queries.shape import Shape, order_of
from spoc.requests.queries.view_fields import fields_for
from spoc.requests.queries.view_question import asked_for

OPEN = {"all": [{"field": "status", "is": "one_of", "value": ["new", "classified", "assigned"]}]}


@pytest.fixture
def keep(people):
    """Make a view: `keep("Elin Sand", OPEN)`."""

    def kept(name="Elin Sand", conditions=OPEN, **further):
        said = ViewParticulars(name="Waiting", conditions=conditions, **further)
        return do.add_view(people[name], by=people[name], particulars=said)

    return kept


@pytest.fixture
def three(register_request, people):
    """Three requests: an incident of priority 1, one of 3 with a tag, and a new one."""
    by = people["Elin Sand"]
    found = [register_request("Karin Holm", f"{word} is broken") for word in ("Alpha", "Beta")]
    for request, impact in zip(found, (1, 3), strict=True):
        said = Classification(
            "incident", service_by_key("radiology"), category_by_key("fault"), impact, urgency=2
        )
        do.classify(request, by=by, classification=said)
    do.tag(found[1], by=by, names=["Monday", "ward 7"])
    return [*found, register_request("Oskar Nyman", "Gamma, how?")]


def titles(people, conditions, name="Elin Sand"):
    rows = asked_for(conditions, people[name]).order_by("id")
    return [row.title.split()[0].strip(",") for row in rows]


def tag_key(name):
    return str(Tag.objects.get(name=name).pk)


ASKED = [
    ({"field": "type", "is": "is", "value": "incident"}, ["Alpha", "Beta"]),
    ({"field": "type", "is": "is_not", "value": "incident"}, ["Gamma"]),
    ({"field": "priority", "is": "one_of", "value": ["1", "2"]}, ["Alpha"]),
    ({"field": "service", "is": "empty"}, ["Gamma"]),
    ({"field": "pending_reason", "is": "filled"}, []),
    ({"field": "title", "is": "contains", "value": "bet"}, ["Beta"]),
    ({"field": "title", "is": "lacks", "value": "broken"}, ["Gamma"]),
    ({"field": "requester", "is": "is", "value": "Oskar Nyman"}, ["Gamma"]),
    ({"field": "hops", "is": "below", "value": "1"}, ["Alpha", "Beta", "Gamma"]),
    ({"field": "number", "is": "above", "value": "999999999"}, []),
    ({"field": "created", "is": "is", "value": "today"}, ["Alpha", "Beta", "Gamma"]),
    ({"field": "created", "is": "before", "value": "-7d"}, []),
    ({"field": "resolved", "is": "empty"}, ["Alpha", "Beta", "Gamma"]),
    ({"field": "assignee", "is": "is", "value": "me"}, []),
    ({"field": "tags", "is": "filled"}, ["Beta"]),
    ({"field": "tags", "is": "empty"}, ["Alpha", "Gamma"]),
    ({"field": "unanswered", "is": "is", "value": "no"}, None),
    ({"field": "complaint", "is": "is", "value": "yes"}, []),
    ({"field": "gone_since", "is": "empty"}, []),
]


@pytest.mark.parametrize(("condition", "expected"), ASKED, ids=lambda each: str(each)[:60])
def test_a_condition_finds_what_it_says(people, three, condition, expected):
    found = titles(people, {"all": [condition]})

    if expected is None:
        other = titles(people, {"all": [{**condition, "value": "yes"}]})
        assert sorted(found + other) == ["Alpha", "Beta", "Gamma"]
    else:
        assert found == expected


def test_conditions_are_joined_by_all_and_any(people, three):
    either = {
        "any": [
            {"field": "tags", "is": "is", "value": tag_key("ward 7")},
            {
                "all": [
                    {"field": "status", "is": "is", "value": "new"},
                    {"field": "requester", "is": "contains", "value": "oskar"},
                ]
            },
        ]
    }
    assert titles(people, either) == ["Beta", "Gamma"]


def test_today_begins_when_the_reader_s_day_does(people, register_request):
    late = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # already the 21st in Stockholm
    with at(late):
        register_request("Karin Holm", "Night is dark")
    with at(late + timedelta(hours=9)):
        assert titles(people, {"all": [{"field": "created", "is": "is", "value": "today"}]})


def test_a_view_shows_only_what_its_reader_may_see(people, three, keep):
    do.restrict(three[0], by=people["Elin Sand"], readers=[people["Elin Sand"]])
    everything = {"all": [{"field": "number", "is": "above", "value": "0"}]}

    assert "Alpha" in titles(people, everything)
    assert "Alpha" not in titles(people, everything, "Daniel Okoro")
    assert titles(people, everything, "Karin Holm") == []


@pytest.mark.parametrize(
    ("name", "audience", "is_own_team", "is_allowed"),
    [
        ("Elin Sand", "mine", False, True),
        ("Elin Sand", "team", True, True),
        ("Elin Sand", "team", False, False),
        ("Elin Sand", "everybody", False, False),
        ("Sofia Berg", "everybody", False, True),
        ("Karin Holm", "mine", False, False),
    ],
)
def test_who_may_share_a_view(people, keep, name, audience, is_own_team, is_allowed):
    teams = people[name].team_ids
    rows = Team.objects.filter(is_active=True)
    row = (rows.filter(pk__in=teams) if is_own_team else rows.exclude(pk__in=teams)).first()
    team = row if audience == "team" else None
    if is_allowed:
        assert keep(name, audience=audience, team=team).audience == audience
    else:
        with pytest.raises((NotAllowed, NotPossible)):
            keep(name, audience=audience, team=team)


def test_a_view_is_there_for_those_it_is_shared_with(people, keep):
    mine, all_have_it = keep(), keep("Sofia Berg", audience="everybody")

    assert set(view_access.visible_to(people["Elin Sand"])) >= {mine, all_have_it}
    assert mine not in view_access.visible_to(people["Sofia Berg"])
    assert list(view_access.visible_to(people["Karin Holm"])) == []
    with pytest.raises(NotAllowed):
        do.delete_view(all_have_it, by=people["Elin Sand"])


@pytest.mark.parametrize(
    ("conditions", "field"),
    [
        ({"all": []}, "conditions"),
        ({"some": [1]}, "conditions"),
        ({"all": [{"field": "nonsense", "is": "is", "value": "1"}]}, "conditions-0"),
        ({"all": [{"field": "status", "is": "contains", "value": "new"}]}, "conditions-0"),
        ({"all": [{"field": "status", "is": "is", "value": "open"}]}, "conditions-0"),
        ({"any": [{"all": [{"field": "created", "is": "is", "value": "soon"}]}]}, "conditions-0-0"),
        ({"all": [{"any": [{"all": [{"field": "x"}]}]}]}, "conditions-0-0"),
    ],
)
def test_what_is_no_question_is_refused_at_its_place(keep, conditions, field):
    with pytest.raises(NotPossible) as refusal:
        keep(conditions=conditions)
    assert list(refusal.value.fields) == [field]
    assert refusal.value.sentence.endswith(".")


def test_a_pinned_view_is_counted_up_to_the_cap(people, three, keep, monkeypatch):
    elin = people["Elin Sand"]
    waiting, over = keep(), keep(conditions={"all": [{"field": "closed", "is": "filled"}]})
    for view in (waiting, over):
        do.pin_view(view, by=elin)

    assert [(each.view, each.count) for each in counts_for(elin).pinned] == [
        (waiting.pk, 3),
        (over.pk, None),
    ]
    monkeypatch.setattr("spoc.requests.queries.counts.CAP", 1)
    assert counts_for(elin).pinned[0].count == 2
    assert capped_count(asked_for(OPEN, elin)) == 2
    do.unpin_view(over, by=elin)
    assert len(counts_for(elin).pinned) == 1


def test_a_pinned_view_of_lately_is_counted_as_time_goes_by(people, three, keep):
    elin, lately = people["Elin Sand"], {"field": "created", "is": "after", "value": "-7d"}
    do.pin_view(keep(conditions={"all": [*OPEN["all"], lately]}), by=elin)
    assert [each.count for each in counts_for(elin).pinned] == [3]
    with at(now() + timedelta(days=8)):
        assert [each.count for each in counts_for(elin).pinned] == [0]


def test_pinned_views_cost_one_statement_however_many(
    people, three, keep, django_assert_num_queries
):
    elin = people["Elin Sand"]
    with django_assert_num_queries(1):
        counts_for(elin)
    for _number in range(5):
        do.pin_view(keep(), by=elin)
    with django_assert_num_queries(2):
        counts_for(elin)


@pytest.mark.parametrize("sort", ["priority", "-created", "-resolved", "due", "assignee", "type"])
def test_a_list_is_walked_in_its_order_by_pages(people, three, sort):
    elin = people["Elin Sand"]
    rows = asked_for(OPEN, elin)
    order = order_of([sort], fields_for(elin))
    whole = list(order.on(rows).order_by(*order.names).values_list("pk", flat=True))
    shape, after, walked = Shape(order), None, []
    for _page in whole:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("spoc.requests.queries.rows.PAGE", 1)
            page = page_of(rows, after=after, shape=shape, count=3)
        walked += [row.number for row in page.rows]
        after = page.next

    assert walked == whole and after is None
    assert neighbours(rows, whole[1], order) == (whole[0], whole[2])
    assert [place_in(rows, pk, order) for pk in whole] == [0, 1, 2]


def test_groups_and_columns_are_drawn_as_the_view_says(people, three):
    elin = people["Elin Sand"]
    fields = fields_for(elin)
    columns = tuple(each for each in fields.values() if each.is_listed)
    shape = Shape(order_of([], fields, fields["type"]), columns, fields["type"])

    rows = page_of(asked_for(OPEN, elin), after=None, shape=shape).rows

    assert [row.bucket for row in rows] == ["Not classified", "Incident", "Incident"]
    beta = next(row for row in rows if row.title.startswith("Beta"))
    said = {cell.key: cell.value for cell in beta.cells}
    assert said["tags"] == "Monday, ward 7"
    assert said["service"] == "Radiology imaging"
    assert said["resolved"] is None and said["created"] <= now()


def test_tags_are_one_whatever_their_letters(people, three):
    by = people["Elin Sand"]
    do.tag(three[0], by=by, names=["MONDAY", " monday ", "x,y"])

    assert Tag.objects.filter(name__iexact="monday").count() == 1
    assert sorted(str(row.tag) for row in RequestTag.objects.filter(support_request=three[0])) == [
        "Monday",
        "x y",
    ]
    do.tag(three[0], by=by, names=[])
    assert not three[0].tagged.exists()
    assert [fact.kind for fact in story(three[0])][-2:] == ["request.tagged"] * 2

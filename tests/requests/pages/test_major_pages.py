"""Major incidents as the desk sees them, and their steps taken on pages."""

import pytest
from tests.floor.majors import BACK, SAID

from spoc.requests import activities as do
from spoc.requests.activities.major import Word
from spoc.requests.models import MajorIncident
from spoc.requests.queries.major import affected_by, terms

BUDGET = 26
TYPED = {"words_en": SAID["en"], "words_sv": SAID["sv"]}


def text(answer):
    return answer.content.decode()


@pytest.fixture
def henrik(client_of):
    return client_of("Henrik Vall")


def test_it_is_declared_told_of_restored_reviewed_and_closed_on_pages(
    people, incident, henrik, work
):
    base = f"/major/{incident().pk}"
    lead = people["Sofia Berg"].pk
    steps = [
        ("declaration", {"reason": "All calls.", "coordinator": lead, "cadence_minutes": 20}),
        ("update", TYPED),
        ("coordination", {"coordinator": people["Henrik Vall"].pk}),
        ("restoration", {**TYPED, "restored_at": "now", "verification": "test", "method": "fix"}),
    ]
    steps[-1][1]["closure_code"] = "solved"
    for noun, typed in steps:
        answer = henrik.post(f"{base}/{noun}", typed)
        assert (noun, answer.status_code, answer.headers.get("Location")) == (noun, 302, base)
        work()
    review = dict.fromkeys(("happened", "timeline", "cause", "learnt", "attended"), "Enough.")
    action = {"action_0": "Watch it", "owner_0": lead, "due_0": "2027-01-15"}
    assert henrik.post(f"{base}/review", review | action).status_code == 302
    assert henrik.post(f"{base}/closing").status_code == 302
    page = text(henrik.get(base))
    assert "Watch it" in page and "15 Jan" in page and SAID["en"] in page
    assert MajorIncident.objects.get().state == "closed"


@pytest.mark.parametrize("noun", ["declaration", "decline", "update", "coordination"])
def test_a_form_says_what_is_missing_and_keeps_what_was_typed(declared, incident, henrik, noun):
    number = declared().pk if noun in ("update", "coordination") else incident().pk
    answer = henrik.post(f"/major/{number}/{noun}", {"internal": "kept", "words_en": " "})
    if noun == "update":
        assert answer.status_code == 302, "words for the desk alone are enough"
    else:
        assert answer.status_code == 422
        assert "There is a problem" in text(answer)


@pytest.mark.parametrize(
    "noun", ["declaration", "proposal", "update", "restoration", "coordination", "review"]
)
def test_each_form_opens(declared, henrik, noun):
    assert henrik.get(f"/major/{declared().pk}/{noun}").status_code == 200


def test_the_page_costs_the_same_however_many_are_affected(
    people, declared, incident, henrik, django_assert_max_num_queries
):
    major = declared().support_request
    for name in ("Sanna Kivi", "Oskar Nyman", "Karin Holm", "Karin Holm"):
        do.link_to_major(incident(name), by=people["Elin Sand"], major=major)
    do.update_major(major, by=people["Sofia Berg"], word=Word(public=SAID, internal="Disk full"))
    with django_assert_max_num_queries(BUDGET):
        page = text(henrik.get(f"/major/{major.pk}/now"))
    assert "Disk full" in page
    assert "0 of 5 told" in page
    with django_assert_max_num_queries(BUDGET):
        assert "Going on" in text(henrik.get("/major"))


def test_a_restricted_request_is_counted_and_not_named(people, declared, incident, henrik):
    major, hidden = declared().support_request, incident("Sanna Kivi")
    do.link_to_major(hidden, by=people["Elin Sand"], major=major)
    do.restrict(hidden, by=people["Elin Sand"], readers=[people["Elin Sand"]])
    page = text(henrik.get(f"/major/{major.pk}"))
    assert "1 you may not see" in page
    assert "Sanna Kivi" not in page


def test_selected_requests_are_linked_in_one_go(declared, incident, client_of):
    major, rows = declared().support_request, [incident("Sanna Kivi"), incident("Oskar Nyman")]
    picked = [row.pk for row in rows]
    elin = client_of("Elin Sand")
    form = text(elin.get("/queues/all/major-link", {"pick": picked}))
    assert major.title in form
    elin.post("/queues/all/major-link", {"pick": picked, "major": major.pk, "form": 1})
    assert [row.pk for row in affected_by(major)] == picked


def test_a_request_is_linked_from_its_own_page(declared, incident, client_of):
    major, row = declared().support_request, incident("Sanna Kivi")
    elin = client_of("Elin Sand")
    assert elin.post(f"/requests/{row.pk}/major-link", {"major": ""}).status_code == 422
    assert elin.post(f"/requests/{row.pk}/major-link", {"major": major.pk}).status_code == 302
    assert "Part of a major incident" in text(elin.get(f"/requests/{row.pk}"))


def test_the_queue_says_on_top_what_goes_on(declared, client_of):
    number = declared().pk
    for address in ("/queues/all", "/requests/new"):
        assert f'href="/major/{number}"' in text(client_of("Elin Sand").get(address))


def test_a_proposal_is_shown_to_those_who_decide(people, incident, client_of):
    request = incident()
    do.propose_major(request, by=people["Elin Sand"], reason="The whole house calls.")
    assert f'href="/major/{request.pk}"' in text(client_of("Sofia Berg").get("/queues/all"))
    assert f'href="/major/{request.pk}"' not in text(client_of("Elin Sand").get("/queues/all"))
    assert "The whole house calls." in text(client_of("Elin Sand").get(f"/requests/{request.pk}"))


@pytest.mark.parametrize(
    ("name", "status"),
    [("Sofia Berg", 200), ("Elin Sand", 200), ("Lena Falk", 200), ("Ylva Öberg", 200)],
)
def test_the_desk_reads_it(declared, client_of, name, status):
    number = declared().pk
    assert client_of(name).get("/major").status_code == status
    assert client_of(name).get(f"/major/{number}").status_code == status


@pytest.mark.parametrize("name", ["Karin Holm", "Rune Dahl", "Åsa Ekman"])
def test_others_do_not(declared, client_of, name):
    number = declared().pk
    for address in ("/major", f"/major/{number}", f"/major/{number}/now"):
        assert client_of(name).get(address).status_code in (403, 404)


def test_who_only_reads_is_offered_no_step(declared, client_of):
    number = declared().pk
    page = text(client_of("Ylva Öberg").get(f"/major/{number}"))
    assert f"/major/{number}/update" not in page
    answer = client_of("Ylva Öberg").post(f"/major/{number}/update", TYPED)
    assert answer.status_code == 403


def test_the_terms_are_set_on_a_page(client_of):
    lena = client_of("Lena Falk")
    numbers = {"people": 50, "share": 10, "alike": 5, "alike_minutes": 20, "time_used": 60}
    whole = numbers | {"cadence_minutes": 20, "review_weekdays": 3}
    assert lena.post("/settings/major", whole | {"share": "x"}).status_code == 422
    assert lena.post("/settings/major", whole).status_code == 302
    assert (terms().people, terms().review_weekdays) == (50, 3)
    assert 'value="50"' in text(lena.get("/settings/major"))
    assert client_of("Elin Sand").get("/settings/major").status_code == 403


def test_what_could_not_be_resolved_is_listed(
    people, declared, incident, found, restored, work, henrik
):
    major, row = declared().support_request, incident("Sanna Kivi")
    do.link_to_major(row, by=people["Elin Sand"], major=major)
    do.classify(
        row, by=people["Elin Sand"], classification=found("information", reason="A question.")
    )
    restored(major)
    work()
    page = text(henrik.get(f"/major/{major.pk}"))
    assert "Not resolved by itself" in page
    assert "Link the guide" in page
    assert BACK["en"] in page

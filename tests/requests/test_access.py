"""Who sees a request, reads its notes, and works on it."""

import pytest
from tests.floor.notes import note

from spoc.catalogue.models import Service
from spoc.people.activities import change_person, grant_role
from spoc.people.models import Community, Organisation, Person, Team
from spoc.people.queries import system
from spoc.records.activities import watch
from spoc.requests import access
from spoc.requests import activities as do
from spoc.requests.queries.counts import counts_for

# who: sees it, reads notes, works on it, classifies it, overrides, registers for others
MAY = {
    "Karin Holm": "sees",
    "Sanna Kivi": "",
    "Birgitta Ahl": "sees",
    "Oskar Nyman": "",
    "Elin Sand": "sees reads-inside writes-inside works classifies registers",
    "Daniel Okoro": "sees reads-inside writes-inside works classifies registers",
    "Maja Lindqvist": "sees reads-inside writes-inside works classifies",
    "Priya Nair": "",
    "Amir Haddad": "",
    "Sofia Berg": "sees reads-inside writes-inside works classifies overrides",
    "Henrik Vall": "sees reads-inside writes-inside works classifies overrides",
    "Åsa Ekman": "",
    "Ylva Öberg": "sees reads-inside",
}


def found_out(person, request):
    """Everything this person may do with the request, by the words of the table."""
    asked = {
        "sees": access.may_see(person, request),
        "reads-inside": access.may_read_inside(person, request),
        "writes-inside": access.may_write_inside(person, request),
        "works": access.may_work(person, request),
        "classifies": access.may_classify(person, request),
        "overrides": access.may_override(person, request),
        "registers": access.may_register(person),
    }
    return {word for word, may in asked.items() if may}


@pytest.fixture
def worked(at_status):
    """A request of Norrvik Hospital that the applications team works on."""
    return at_status("in_progress")


@pytest.mark.parametrize("name", MAY)
def test_each_may_what_their_role_says(people, worked, name):
    allowed = found_out(people[name], worked)
    if name == "Maja Lindqvist":
        allowed.discard("registers")
    assert allowed == set(MAY[name].split())


def test_the_other_team_sees_it_once_it_is_theirs(people, worked):
    assert not access.may_see(people["Amir Haddad"], worked)
    team = Team.objects.get(key="infrastructure")
    do.escalate(worked, by=people["Elin Sand"], team=team, note=note())
    assert access.may_work(people["Amir Haddad"], worked)
    assert not access.may_see(people["Maja Lindqvist"], worked)


def test_what_is_told_of_one_request_is_what_a_list_of_all_finds(
    people, worked, register_request, tomaszs
):
    copied, closed = register_request(on_behalf_of=people["Johan Strand"]), register_request()
    watch(copied, by=system(), person=people["Eva Lund"], is_copied=True)
    do.restrict(closed, by=people["Sofia Berg"], readers=[people["Sofia Berg"], people["Eva Lund"]])
    for name, scope, of in [("Rune Dahl", "team", worked.team), ("Eva Lund", "all", None)]:
        grant_role(people[name], by=system(), role="IR", scope=scope, scope_id=of and of.pk)
    lists = [
        (access.may_see, access.visible_to),
        (access.may_read_inside, access.readable_inside),
        (access.may_work, access.workable_by),
    ]
    for person in map(people.__getitem__, MAY):
        for may, all_of in lists:
            told = [each for each in (worked, copied, closed, tomaszs) if may(person, each)]
            assert {each.pk for each in told} == set(all_of(person).values_list("pk", flat=True))


@pytest.fixture
def tomaszs(people, at_status):
    """A request that Tomasz Wolski has, of a team that is not his."""
    request = at_status("classified")
    do.assign(request, by=people["Elin Sand"], team=request.team, assignee=people["Tomasz Wolski"])
    request.team = people["Priya Nair"].teams.get()
    request.save(update_fields=["team"])
    return request


def test_who_has_it_keeps_it_whatever_team_it_is_with(people, tomaszs):
    assert access.may_work(people["Tomasz Wolski"], tomaszs)
    assert not access.may_work(people["Maja Lindqvist"], tomaszs)


def test_who_is_in_no_team_any_more_works_on_nothing(people, tomaszs):
    people["Tomasz Wolski"].memberships.all().delete()
    assert not access.may_work(people["Tomasz Wolski"], tomaszs)


def test_on_whose_behalf_and_who_was_copied_see_it_and_others_do_not(people, register_request):
    request = register_request(on_behalf_of=people["Johan Strand"])
    watch(request, by=system(), person=people["Eva Lund"], is_copied=True)
    watch(request, by=system(), person=people["Sanna Kivi"])
    seen = [name for name in MAY if access.may_see(people[name], request)]
    assert "Sanna Kivi" not in seen
    for name in ("Johan Strand", "Eva Lund"):
        assert access.may_see(people[name], request)
        assert access.is_party(people[name], request)
        assert not access.may_read_inside(people[name], request)


def test_who_was_copied_reads_a_restricted_request_only_when_named(people, register_request):
    request, eva, sofia = register_request(), people["Eva Lund"], people["Sofia Berg"]
    watch(request, by=system(), person=eva, is_copied=True)
    do.restrict(request, by=sofia, readers=[sofia])
    assert not access.may_see(eva, request)
    assert not access.is_party(eva, request)
    do.restrict(request, by=sofia, readers=[sofia, eva])
    assert access.may_see(eva, request)
    assert access.is_party(eva, request)


@pytest.mark.parametrize(
    ("role", "scope", "of"),
    [
        ("CSR", "organisation", lambda r: r.organisation_id),
        ("CSR", "community", lambda r: r.community_id),
        ("IC", "service", lambda r: r.service_id),
        ("IC", "team", lambda r: r.team_id),
    ],
)
def test_a_narrow_role_reaches_what_it_names_and_nothing_else(
    people, worked, register_request, role, scope, of
):
    other = register_request("Oskar Nyman")
    grant_role(people["Rune Dahl"], by=system(), role=role, scope=scope, scope_id=of(worked))
    rune = people["Rune Dahl"]
    assert access.may_work(rune, worked)
    assert not access.may_see(rune, other)
    assert list(access.workable_by(rune)) == [worked]


def test_a_service_owner_reads_what_is_about_their_service(people, worked, register_request):
    Service.objects.filter(key="radiology").update(owner=people["Rune Dahl"])
    grant_role(people["Rune Dahl"], by=system(), role="SO")
    rune = people["Rune Dahl"]
    assert list(access.visible_to(rune)) == [worked]
    assert not access.may_work(rune, worked)


def test_a_customer_contact_reads_their_organisation_but_no_notes(people, worked):
    birgitta = people["Birgitta Ahl"]
    do.note(worked, by=people["Elin Sand"], text="Between us.")
    texts = [entry.text for entry in access.entries_visible_to(birgitta)]
    assert "Between us." not in texts
    assert len(texts) == worked.entries.filter(is_internal=False).count()


def test_a_removed_entry_is_read_by_nobody(people, worked):
    entry, readers = worked.entries.first(), [people["Karin Holm"], people["Elin Sand"]]
    assert [entry in access.entries_visible_to(each) for each in readers] == [True, True]
    entry.is_removed = True
    entry.save()
    assert [entry in access.entries_visible_to(each) for each in readers] == [False, False]


def test_who_was_shut_out_sees_nothing_not_even_their_own(people, worked):
    karin = people["Karin Holm"]
    change_person(karin, by=people["Åsa Ekman"], is_active=False)
    assert not access.visible_to(Person.objects.get(pk=karin.pk)).exists()


def test_counts_count_what_one_may_see(people, at_status, register_request):
    at_status("in_progress")
    register_request("Oskar Nyman")
    elin, maja, karin = (people[n] for n in ("Elin Sand", "Maja Lindqvist", "Karin Holm"))
    assert (counts_for(elin).all, counts_for(elin).new, counts_for(elin).mine) == (2, 1, 0)
    assert (counts_for(maja).all, counts_for(maja).mine) == (1, 1)
    assert (counts_for(karin).all, counts_for(karin).teams) == (0, {})


@pytest.fixture
def restricted(people, worked):
    """A request closed to all but Sofia Berg and Maja Lindqvist, and those who asked."""
    do.restrict(worked, by=people["Sofia Berg"], readers=[people["Maja Lindqvist"]])
    return worked


def test_a_restricted_request_is_for_its_readers_and_who_asked(people, restricted):
    seen = {name for name in MAY if access.may_see(people[name], restricted)}
    assert seen == {"Karin Holm", "Sofia Berg", "Maja Lindqvist"}


@pytest.mark.parametrize("may", [access.may_work, access.may_read_inside, access.may_classify])
def test_a_role_alone_opens_nothing_that_is_restricted(people, restricted, may):
    allowed = {name for name in MAY if may(people[name], restricted)}
    assert allowed == {"Sofia Berg", "Maja Lindqvist"}


def test_it_is_counted_for_nobody_else(people, restricted):
    assert counts_for(people["Elin Sand"]).all == 0
    assert counts_for(people["Sofia Berg"]).all == 1


def test_an_auditor_reads_it_only_with_the_flag(people, restricted):
    assert not access.may_see(people["Ylva Öberg"], restricted)
    grant_role(people["Ylva Öberg"], by=system(), role="AU", sees_restricted=True)
    assert access.may_see(people["Ylva Öberg"], restricted)
    assert not access.may_work(people["Ylva Öberg"], restricted)


def test_a_reader_without_a_role_still_reads_nothing_inside(people, restricted):
    do.restrict(restricted, by=people["Sofia Berg"], readers=[people["Sanna Kivi"]])
    assert not access.may_read_inside(people["Sanna Kivi"], restricted)
    assert not access.may_see(people["Maja Lindqvist"], restricted)


def test_a_restriction_is_lifted_by_naming_nobody(people, restricted):
    do.restrict(restricted, by=people["Sofia Berg"], readers=[])
    assert access.may_see(people["Elin Sand"], restricted)
    assert not restricted.readers.exists()


def test_the_world_has_scopes_to_grant(db):
    assert Organisation.objects.count() == 6
    assert Community.objects.count() == 4

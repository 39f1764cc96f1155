"""Writing persons down and keeping them right."""

import pytest

from spoc.audit.queries import story
from spoc.kit.errors import NotAllowed, NotPossible
from spoc.people.activities import add_address, add_person, change_person, verify_address
from spoc.people.models import Person
from spoc.people.queries import by_mail, by_phone, first_mail, matching, organisation_of
from spoc.people.sign_in import with_password


def kinds(person):
    return [fact.kind for fact in story(person)]


def test_a_person_is_written_down_with_their_addresses(people):
    bo = add_person(
        "Bo  Ek\n",
        by=people["Elin Sand"],
        mail="Bo.Ek@norrvik.example",
        phone="010-555 42 99",
        organisation=people["Mona Salih"].organisation,
    )
    assert (bo.name, bo.community.key) == ("Bo Ek", "city")
    assert by_mail("bo.ek@NORRVIK.example") == bo
    assert by_phone("+46 10 555 42 99") == [bo]
    assert kinds(bo) == ["person.added", "address.added", "address.added"]
    assert not bo.has_usable_password()


def test_a_person_without_a_name_is_known_by_an_address(people):
    assert add_person("", by=people["Elin Sand"], phone="0105554000").name == "0105554000"


@pytest.mark.parametrize("name", ["Karin Holm", "Maja Lindqvist", "Ylva Öberg", "Birgitta Ahl"])
def test_only_the_desk_and_administrators_write_somebody_down(people, name):
    with pytest.raises(NotAllowed):
        add_person("Bo Ek", by=people[name])


def test_somebody_must_be_called_something(people):
    with pytest.raises(NotPossible):
        add_person(" \n", by=people["Elin Sand"])


def test_a_mail_address_is_one_persons(people):
    with pytest.raises(NotPossible, match="merge"):
        add_person("Karin H", by=people["Elin Sand"], mail="KARIN.HOLM@norrvikhospital.example")
    assert not Person.objects.filter(name="Karin H").exists()


def test_the_same_address_again_changes_nothing(people):
    karin = people["Karin Holm"]
    mail = first_mail(karin)
    again = add_address(karin, by=people["Elin Sand"], kind="mail", value=mail.upper())
    assert again.value == mail
    assert karin.addresses.filter(kind="mail").count() == 1


def test_a_phone_number_may_be_shared(people):
    number = "010-555 41 02"
    add_address(people["Johan Strand"], by=people["Elin Sand"], kind="phone", value=number)
    assert {p.name for p in by_phone(number)} == {"Karin Holm", "Johan Strand"}


@pytest.mark.parametrize(("kind", "value"), [("mail", "karin"), ("mail", "@x"), ("phone", "abc")])
def test_half_an_address_is_refused(people, kind, value):
    with pytest.raises(NotPossible):
        add_address(people["Karin Holm"], by=people["Elin Sand"], kind=kind, value=value)


def test_a_change_leaves_what_was_and_what_is(people):
    karin = people["Karin Holm"]
    change_person(karin, by=karin, title="Professor", language="sv")
    fact = story(karin).last()
    assert fact.particulars.values == {
        "changes": {"title": ["Consultant, Radiology", "Professor"], "language": ["en", "sv"]}
    }


def test_a_new_name_is_found_in_its_new_place(people):
    karin = people["Karin Holm"]
    change_person(karin, by=people["Elin Sand"], name="Åsa Holm")
    assert karin in matching(Person.objects.all(), "åsa ho")


def test_nobody_changes_somebody_else(people):
    with pytest.raises(NotAllowed):
        change_person(people["Karin Holm"], by=people["Sanna Kivi"], title="Professor")


@pytest.mark.parametrize("field", ["organisation", "community", "is_vip", "kind", "is_active"])
def test_what_decides_on_rights_is_not_ones_own_to_change(people, field):
    karin, oskar = people["Karin Holm"], people["Oskar Nyman"]
    with pytest.raises(NotAllowed):
        change_person(karin, by=karin, **{field: getattr(oskar, field)})


def test_only_an_administrator_shuts_somebody_out(people):
    with pytest.raises(NotAllowed):
        change_person(people["Åsa Ekman"], by=people["Elin Sand"], is_active=False)
    change_person(people["Johan Strand"], by=people["Åsa Ekman"], is_active=False)
    assert not Person.objects.get(name="Johan Strand").is_active


def test_an_address_is_proven_by_its_person_and_vouched_for_by_administrators_alone(people):
    asa, elin = people["Åsa Ekman"], people["Elin Sand"]
    asa.set_password("norrvik-is-invented")
    asa.save()
    add_address(asa, by=elin, kind="mail", value="elin.at.home@elsewhere.example")
    with pytest.raises(NotAllowed):
        verify_address(asa, by=elin, value="elin.at.home@elsewhere.example")
    with pytest.raises(NotAllowed):
        add_address(asa, by=elin, kind="mail", value="b@elsewhere.example", is_verified=True)
    assert with_password("elin.at.home@elsewhere.example") is None
    verify_address(asa, by=asa, value="elin.at.home@elsewhere.example")
    assert with_password("elin.at.home@elsewhere.example") == asa


def test_proving_an_address_twice_is_told_once(people):
    karin = people["Karin Holm"]
    add_address(karin, by=karin, kind="mail", value="karin@home.example")
    for _each in range(2):
        verify_address(karin, by=karin, value="Karin@home.example")
    assert kinds(karin).count("address.verified") == 2  # one of them from the world


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("karin", ["Karin Holm"]),
        ("HOLM", ["Karin Holm"]),
        ("ostlund", []),
        ("östl", ["Åke Östlund"]),
        ("karin.holm@norr", ["Karin Holm"]),
        ("555 41 17", ["Sanna Kivi"]),
        ("+46 10 555 41 17", ["Sanna Kivi"]),
        ("55", []),
        ("nobody", []),
    ],
)
def test_people_are_found_by_name_mail_and_phone(people, words, found):
    assert [person.name for person in matching(Person.objects.all(), words)] == found


def test_an_organisation_is_known_by_its_domain(db):
    assert organisation_of("new@norrvikskolor.example").name == "Norrvik Schools"
    assert organisation_of("new@norrvikskolor.example.evil.example") is None
    assert organisation_of("") is None


def test_names_sort_as_swedes_sort_them(people):
    names = ["Ärla Zetterberg", "Oskar Nyman", "Åke Östlund"]
    rows = Person.objects.filter(name__in=names).order_by("sort_name")
    assert [row.name for row in rows] == ["Oskar Nyman", "Åke Östlund", "Ärla Zetterberg"]


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Karin Holm", "KH"), ("Åsa", "Å"), ("Anna Maria af Berg", "AB"), ("0105554000", "?")],
)
def test_a_face_has_initials(name, initials):
    assert Person(name=name).initials == initials


def test_language_and_zone_are_ones_own_else_the_communitys(people):
    assert people["Oskar Nyman"].speaks == "sv"
    lena = people["Lena Forss"]
    lena.language = ""
    assert (lena.speaks, lena.lives_in) == ("sv", "Europe/Stockholm")
    lena.language, lena.zone = "en", "Europe/London"
    assert (lena.speaks, lena.lives_in) == ("en", "Europe/London")


def test_the_manager_of_somebody_is_named_in_writing(client_of, people):
    karin, birgitta = people["Karin Holm"], people["Birgitta Ahl"]
    page = f"/people/{karin.pk}/edit"
    elin = client_of("Elin Sand")
    refused = elin.post(page, {"name": karin.name, "manager": "Nobody Known"})
    assert refused.status_code == 422
    assert "Nobody, or more than one, is called so." in refused.content.decode()
    elin.post(page, {"name": karin.name, "manager": "birgitta.ahl@norrvikhospital.example"})
    karin.refresh_from_db()
    assert karin.manager == birgitta
    assert "Birgitta Ahl" in elin.get(f"/people/{karin.pk}").content.decode()
    elin.post(page, {"name": karin.name, "manager": "Birgitta Ahl"})
    karin.refresh_from_db()
    assert karin.manager == birgitta
    elin.post(page, {"name": karin.name, "manager": ""})
    karin.refresh_from_db()
    assert karin.manager is None

"""Inviting somebody to sign in."""

from spoc.audit.queries import story
from spoc.channels.models import Letter
from spoc.people.activities import add_person


def test_an_invitation_goes_to_the_first_address_and_vouches_for_it(client_of, people):
    nils = add_person("Nils Ek", by=people["Elin Sand"], mail="nils@norrvik.example", language="sv")
    response = client_of("Åsa Ekman").post(f"/people/{nils.pk}/invitation", follow=True)
    assert "Nils Ek" in response.content.decode()
    letter = Letter.objects.get(noun="person", subject_id=nils.pk)
    assert letter.to_addresses == ["nils@norrvik.example"]
    assert "/password/new/" in letter.marks["button"][1]
    assert nils.addresses.get().is_verified
    assert "person.invited" in story(nils).values_list("kind", flat=True)


def test_whoever_has_no_address_cannot_be_invited(client_of, people):
    nils = add_person("Nils Ek", by=people["Elin Sand"])
    response = client_of("Åsa Ekman").post(f"/people/{nils.pk}/invitation")
    assert response.status_code == 422
    assert not Letter.objects.exists()


def test_only_an_administrator_invites(client_of, people):
    karin = people["Karin Holm"]
    assert client_of("Elin Sand").post(f"/people/{karin.pk}/invitation").status_code == 403
    assert not Letter.objects.exists()

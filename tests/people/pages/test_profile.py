"""What everybody decides about themselves."""

import re

from spoc.people.activities.doors import holder_of
from spoc.people.models import Person


def own(client, **changes):
    """Save the profile with these changes; return the answer."""
    given = {"name": "Karin Holm", "language": "", "zone": "", "theme": ""}
    return client.post("/profile", given | changes)


def test_a_customer_has_their_profile_in_the_portal(client_of):
    page = client_of("Karin Holm").get("/profile").content.decode()
    assert 'class="portal"' in page
    assert "Tokens" not in page


def test_an_agent_has_theirs_at_the_desk(client_of, django_assert_max_num_queries):
    client = client_of("Elin Sand")
    with django_assert_max_num_queries(10):
        page = client.get("/profile").content.decode()
    assert "Tokens" in page


def test_single_keys_are_asked_of_those_who_have_them(client_of, people):
    elin, karin = client_of("Elin Sand"), client_of("Karin Holm")
    assert "Single keys" in elin.get("/profile").content.decode()
    assert "Single keys" not in karin.get("/profile").content.decode()
    own(elin, name="Elin Sand")
    own(karin)
    assert not people["Elin Sand"].single_keys
    assert people["Karin Holm"].single_keys


def test_language_zone_and_look_are_ones_own(client_of, people):
    client = client_of("Karin Holm")
    own(client, language="sv", zone="Europe/Helsinki", theme="dark")
    karin = people["Karin Holm"]
    assert (karin.speaks, karin.lives_in, karin.theme) == ("sv", "Europe/Helsinki", "dark")
    assert '<html lang="sv"' in client.get("/profile").content.decode()


def test_a_zone_that_is_none_is_refused(client_of, people):
    assert own(client_of("Karin Holm"), zone="Europe/Atlantis").status_code == 422
    assert people["Karin Holm"].zone == ""


def test_what_is_not_offered_is_not_taken(client_of, people):
    own(client_of("Karin Holm"), is_vip="on", organisation="1", is_active="")
    karin = Person.objects.get(name="Karin Holm")
    assert karin.is_active
    assert not karin.is_vip
    assert karin.organisation.name == "Norrvik Hospital"


def test_a_token_is_shown_once_and_works_until_revoked(client_of, people):
    client = client_of("Elin Sand")
    given = {"name": "Monitoring", "scopes": ["read"], "days": "30"}
    page = client.post("/profile/tokens", given).content.decode()
    secret = re.search(r"spoc_[\w-]+", page)[0]
    assert holder_of(secret).person == people["Elin Sand"]

    later = client.get("/profile").content.decode()
    assert "Monitoring" in later
    assert secret not in later

    client.post(f"/profile/tokens/{holder_of(secret).pk}/revocation")
    assert holder_of(secret) is None


def test_a_token_that_may_nothing_is_refused(client_of, people):
    response = client_of("Elin Sand").post("/profile/tokens", {"name": "Monitoring"})
    assert response.status_code == 422
    assert not people["Elin Sand"].tokens.exists()


def test_nobody_revokes_somebody_elses_token(client_of, people):
    client_of("Elin Sand").post("/profile/tokens", {"name": "Monitoring", "scopes": ["read"]})
    token = people["Elin Sand"].tokens.get()
    response = client_of("Daniel Okoro").post(f"/profile/tokens/{token.pk}/revocation")
    assert response.status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None

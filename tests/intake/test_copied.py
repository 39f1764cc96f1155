"""Who a letter lets in: those copied on it, as far as its sender may be believed."""

import pytest

from spoc.audit.queries import story
from spoc.intake.activities import receive_letter
from spoc.records.queries import watchers_of
from spoc.requests import access
from spoc.requests.models import SupportRequest

pytestmark = pytest.mark.django_db

SANNA = "Sanna Kivi <sanna.kivi@norrvikhospital.example>"  # where Karin Holm works
MX = "mx.norrvik.example"
GENUINE = f"{MX}; dmarc=pass header.from=norrvikhospital.example"
FORGED = f"{MX}; dmarc=fail header.from=norrvikhospital.example"


@pytest.fixture
def came(people, letter, settings):
    """Receive a letter of Karin Holm with copies to two others; return the request of it."""

    def received(results="", *, trusted=(), **headers):
        settings.SPOC_AUTHENTICATION_SERVERS = list(trusted)
        oskar = people["Oskar Nyman"].addresses.get(kind="mail").value
        copies = f"{SANNA}, Oskar Nyman <{oskar}>"
        headers |= {"authentication_results": results} if results else {}
        receipt = receive_letter(letter(cc=copies, **headers))
        return SupportRequest.objects.get(pk=int(receipt.request[2:]))

    return received


def copied(request):
    return sorted(each.person.name for each in watchers_of(request) if each.is_copied)


@pytest.mark.parametrize(
    ("results", "trusted", "expected"),
    [
        ("", (), ["Sanna Kivi"]),
        ("", (MX,), ["Sanna Kivi"]),
        (GENUINE, (), ["Sanna Kivi"]),
        (GENUINE, ("mx.elsewhere.example",), ["Sanna Kivi"]),
        (FORGED, (), ["Sanna Kivi"]),
        (GENUINE, (MX,), ["Oskar Nyman", "Sanna Kivi"]),
        (FORGED, (MX,), []),
    ],
)
def test_a_letter_lets_in_whom_its_sender_may_bring(came, results, trusted, expected):
    assert copied(came(results, trusted=trusted)) == expected


def test_whom_a_forged_letter_names_reads_nothing(people, came):
    request = came(FORGED, trusted=(MX,))
    assert not access.may_see(people["Sanna Kivi"], request)
    assert not access.is_party(people["Sanna Kivi"], request)
    assert "watch.begun" not in [fact.kind for fact in story(request)]


def test_a_stranger_brings_nobody_in(came):
    assert copied(came(sender="Eve <eve@elsewhere.example>")) == []

"""Major incidents brought to where a test begins, by the people of the world."""

from collections.abc import Callable

import pytest

from spoc.requests import activities as do
from spoc.requests.activities.major import Declaration, Restoration, Word
from spoc.requests.models import MajorIncident, SupportRequest

SAID = {"en": "We work on it.", "sv": "Vi arbetar med det."}
BACK = {"en": "It is back.", "sv": "Det fungerar igen."}


@pytest.fixture
def incident(people, register_request, found) -> Callable[..., SupportRequest]:
    """An incident of radiology, the hospital's most critical, classified by Elin Sand."""

    def made(requester: str = "Karin Holm", **further: object) -> SupportRequest:
        request = register_request(requester, "No images at all.", **further)
        wanted = found("incident", impact=2, urgency=2)
        return do.classify(request, by=people["Elin Sand"], classification=wanted)

    return made


@pytest.fixture
def declared(people, incident) -> Callable[..., MajorIncident]:
    """A major incident of radiology that Henrik Vall declared and Sofia Berg leads."""

    def made(request: SupportRequest | None = None, **further: object) -> MajorIncident:
        declaration = Declaration(
            reason="All of radiology stands still.", coordinator=people["Sofia Berg"], **further
        )
        subject = request or incident()
        return do.declare_major(subject, by=people["Henrik Vall"], declaration=declaration)

    return made


@pytest.fixture
def restored(people) -> Callable[[SupportRequest], None]:
    """Let Sofia Berg say that the service is back, in both languages."""

    def made(request: SupportRequest) -> None:
        restoration = Restoration(word=Word(public=BACK), verification="monitoring")
        do.restore_major(request, by=people["Sofia Berg"], restoration=restoration)

    return made

"""Why a request stands where it stands in the queue, in the reader's words."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from spoc.kit.time import at
from spoc.requests.models import SupportRequest
from spoc.requests.queries.time_left import why_here

NOON = datetime(2026, 12, 4, 12, tzinfo=UTC)
DUE = datetime(2026, 12, 4, 15, tzinfo=UTC)
MAJOR_PAUSED = {"status": "pending", "pending_reason": "customer", "is_major": True, "priority": 1}

CASES = [
    (
        {"due_at": datetime(2026, 12, 24, 15, tzinfo=UTC)},
        "priority 3; service of criticality 4; due 24 Dec",
        "prioritet 3; tjänst med viktighet 4; senast 24 dec",
    ),
    (
        {"due_at": DUE},
        "priority 3; service of criticality 4; due today 16:00",
        "prioritet 3; tjänst med viktighet 4; senast i dag 16:00",
    ),
    (
        {"used_mark": 90, "vip_rank": 0},
        "priority 3, worked one higher: 90 % of its time is used; service of criticality 4; "
        "nothing is due; asked for by somebody who goes first",
        "prioritet 3, hanteras ett steg högre: 90 % av tiden är använd; "
        "tjänst med viktighet 4; inget ska vara klart vid en viss tid; "
        "anmält av någon som går före",
    ),
    (
        {"priority": 4, "used_mark": 100, "criticality": 1},
        "priority 4, worked two higher: its time is over; service of criticality 1; nothing is due",
        "prioritet 4, hanteras två steg högre: tiden är slut; tjänst med viktighet 1; "
        "inget ska vara klart vid en viss tid",
    ),
    (
        MAJOR_PAUSED,
        "it waits, so after all that can be worked on; a major incident comes first; priority 1; "
        "service of criticality 4; nothing is due",
        "det väntar, så efter allt som går att arbeta med; en allvarlig incident går först; "
        "prioritet 1; tjänst med viktighet 4; inget ska vara klart vid en viss tid",
    ),
    (
        {"status": "resolved"},
        "it is solved and waits to be confirmed, so last; priority 3; service of criticality 4; "
        "nothing is due",
        "det är löst och väntar på att bekräftas, så sist; prioritet 3; tjänst med viktighet 4; "
        "inget ska vara klart vid en viss tid",
    ),
]


@pytest.mark.parametrize(("stand", "english", "swedish"), CASES)
def test_each_reason_is_said_in_both_languages(stand, english, swedish):
    asked = {"priority": 3, "status": "assigned", "criticality": 4, "vip_rank": 1, "used_mark": 0}
    support_request = SupportRequest(pk=7, created_at=NOON, **(asked | stand))
    said = []
    for language in ("en", "sv"):
        with at(NOON), timezone.override("Europe/Stockholm"), translation.override(language):
            said.append(why_here(support_request))
    assert said == [english, swedish]

"""The permission matrix, cell by cell, as the specification has it: by area, verb and scope."""

import pytest

from spoc.people.rules import AREAS, CELLS, ROLES

EVERY = "PR US CU SU CSR IR IC PA PM CSM CH CF KM SO SL SM PL TC AU AD"
STAFF = "CSR IC PA PM CSM KM SO SL AU"  # who reads what came in, wherever it belongs

# verb and scope: the roles that have it there. `o` own, `g` own organisation, `q` own queues,
# `p` addressed to them, `s` own services, `l` linked records, `*` everything in the role's scope.
EXPECTED = {
    "contact": {
        "C o": "PR US CU",
        "C *": "CSR",
        "C q": "IR",
        "R o": "US CU",
        "R g": "CU",
        "R q": "IR",
        "R *": STAFF,
        "U *": "CSR",
        "S *": "PL",
    },
    "request": {
        "C o": "PR US CU",
        "C *": "CSR",
        "R o": "US",
        "R g": "CU",
        "R p": "SU",
        "R q": "IR",
        "R l": "CH CF SM",
        "R s": "SO",
        "R *": "CSR IC PA PM CSM KM SL AU",
        "U *": "CSR IC CSM",
        "U q": "IR",
        "X o": "US",
        "X *": "CSR IC CSM",
        "X q": "IR",
        "S *": "PL",
    },
    "note": {
        "C *": "CSR IC PA PM CSM",
        "C q": "IR",
        "R *": "CSR IC PA PM CSM KM SO SL SM AU",
        "R q": "IR",
        "R l": "CH",
    },
    "classify": {"X *": "CSR IC CSM", "X q": "IR"},
    "override": {"P *": "CSR IR", "X *": "IC", "A *": "CSM", "R *": "AU"},
    "fulfilment": {
        "R *": "PR SL AU",
        "C o": "US CU",
        "A g": "CU",
        "X p": "SU",
        "C *": "CSR AD",
        "X *": "CSR IC CSM",
        "X q": "IR",
        "A s": "SO",
    },
    "proposal": {
        "C *": "PR CSR",
        "C o": "US",
        "R o": "US",
        "C g": "CU",
        "R g": "CU",
        "A *": "CU CSM SO",
        "R *": "CSR IR IC CH SL SM PL AU",
        "X *": "CSR",
    },
    "catalogue": {
        "R p": "PR",
        "R *": "US CSR IR IC PA PM CSM CH CF KM SL SM PL AU",
        "R g": "CU",
        "C s": "SO",
        "R s": "SO",
        "U s": "SO",
        "A s": "SO",
        "C *": "SL",
        "U *": "SL",
    },
    "work": {
        "C o": "SU CSR IR PA CH CF KM TC",
        "U o": "CSR IR PA CH CF KM TC",
        "R *": "IC PM CSM SO PL AU",
        "R l": "SM",
    },
    "people": {
        "U o": "US",
        "C *": "CSR AD",
        "U q": "CSM",
        "R *": "AU AD",
        "U *": "AD",
        "X *": "AD",
    },
    "audit": {
        "R o": "US",
        "R g": "CU",
        "R *": "CSR IR IC PA PM CSM CH CF KM SO SL SM PL AU",
    },
    "settings": {"C *": "AD", "R *": "AU AD", "U *": "AD", "X *": "AD"},
    "agreement": {
        "R p": "US SU",
        "R g": "CU",
        "A g": "CU",
        "R *": "CSR IR IC CSM SO SL SM PL AU",
        "A *": "CSM SO SL",
        "C *": "SL SM",
        "U *": "SL SM",
        "X *": "SL",
    },
    "exemption": {"P *": "IC", "A *": "CSM SL", "R *": "AU"},
    "major": {
        "R p": "US CU SU",
        "P *": "CSR IR",
        "X *": "IC",
        "A *": "IC CSM",
        "R *": "PM CH SO SL SM AU",
    },
    "handover": {
        "R p": "SU",
        "U p": "SU",
        "X p": "SU",
        "C *": "CSR PA PM CH",
        "X *": "CSR IC CSM SM",
        "C q": "IR",
        "X q": "IR",
        "R *": "SO SL SM AU",
    },
    "rota": {
        "R o": "CSR IR PA PM CH CF KM",
        "R q": "IC",
        "R *": "CSM SM PL TC AU",
        "U *": "CSM PL TC",
        "A *": "CSM",
        "C *": "TC",
        "X *": "TC",
    },
    "item": {
        "R o": "US",
        "R g": "CU",
        "R *": "CSR IR IC PA PM CSM CH CF SL SM PL AU",
        "R s": "SO",
        "P *": "IR",
        "C *": "CF",
        "U *": "CF",
        "X *": "CF",
        "A *": "CF",
    },
    "procedure": {
        "R p": "US CU",
        "R *": "CSR IR IC PA PM CSM CH CF KM SO SL SM PL TC AU",
        "C *": "IC PM CSM CH KM SO SL SM",
        "U *": "IC PM CSM CH KM SO SL SM",
        "A *": "CSM SO SL",
        "X *": "CSM KM SL",
    },
    "filter": {"R *": "CSR CSM SO SL AU", "X *": "CSM"},
    "decision": {"R *": "CSM SO SL AU", "A *": "SO"},
    "sponsorship": {"R *": "CSM SO SL AU", "A g": "CU"},
    "offering": {
        "R *": "CSR IR IC PA PM CSM CH CF KM SO SL SM PL AU",
        "C s": "SO",
        "U s": "SO",
        "X s": "SO",
        "A s": "SO",
        "C *": "SL",
        "U *": "SL",
        "X *": "CSM SL",
        "A *": "SL",
    },
    "subscription": {
        "R o": "US CU",
        "R g": "CU",
        "R *": "CSR IR IC PA PM CSM CH CF SO SL AU",
        "C *": "CSR CSM SL",
        "U *": "CSR CSM SL",
        "C s": "SO",
        "U s": "SO",
    },
    "feedback": {
        "C o": "US CU",
        "C *": "CSR CSM",
        "R o": "US CU IR",
        "R g": "CU",
        "R *": "CSR IC CSM SO SL SM AU",
        "U *": "CSM SL",
        "X *": "CSM SL",
        "A *": "CSM",
        "S *": "PL",
    },
    "announcement": {
        "C *": "CSR IC CSM SO",
        "R *": "CSR IC CSM SO AU",
        "U *": "CSR IC CSM SO",
        "X *": "CSR IC CSM SO",
    },
    "article": {
        "A *": "KM",
        "A s": "SO",
        "C *": "CSR IR IC PA PM CSM KM",
        "R *": "CSR IR IC PA PM CSM CH CF KM SO SL SM PL TC AU",
        "R o": "US CU",
        "R p": "SU",
        "U *": "KM",
        "X *": "KM",
    },
    "self_help": {"R *": "IC CSM KM SL AU", "R o": "US CU SU", "S *": "SO PL"},
    "automation": {
        "C *": "AD",
        "R *": "AU AD",
        "R o": "SO",
        "U *": "AD",
        "U o": "SO",
        "X *": "AD",
        "X o": "SO",
    },
}


@pytest.mark.parametrize("area", EXPECTED)
def test_a_row_of_the_matrix_says_what_was_specified(area):
    expected: dict[str, dict[str, set[str]]] = {role: {} for role in EVERY.split()}
    for words, roles in EXPECTED[area].items():
        verb, scope = words.split()
        for role in roles.split():
            expected[role].setdefault(verb, set()).add(scope)
    assert {role: CELLS[area, role] for role in expected} == expected


def test_the_matrix_has_no_area_and_no_role_beside_these():
    assert set(AREAS) == set(EXPECTED)
    assert tuple(EVERY.split()) == ROLES
    assert len(CELLS) == len(EXPECTED) * 20


def test_an_administrator_has_no_access_to_the_words_of_a_case():
    for area in ("contact", "request", "note", "classify", "audit", "work"):
        assert CELLS[area, "AD"] == {}

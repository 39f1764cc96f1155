"""Whom the desk of Norrvik serves."""

from spoc.world.norrvik.shapes import PersonIs

CUSTOMERS = (
    PersonIs(
        "Karin Holm",
        "karin.holm@norrvikhospital.example",
        "Norrvik Hospital",
        "Consultant, Radiology",
        "House 4, floor 2, reading room A",
        "010-555 41 02",
        "Phone first, mail after 16:00",
    ),
    PersonIs(
        "Sanna Kivi",
        "sanna.kivi@norrvikhospital.example",
        "Norrvik Hospital",
        "Ward secretary, Orthopaedics",
        "House 2, ward 12",
        "010-555 41 17",
        "Prefers phone",
    ),
    PersonIs(
        "Johan Strand",
        "johan.strand@norrvikhospital.example",
        "Norrvik Hospital",
        "Nurse, ward 4",
        phone="010-555 41 23",
    ),
    PersonIs(
        "Birgitta Ahl",
        "birgitta.ahl@norrvikhospital.example",
        "Norrvik Hospital",
        "Head of clinic",
        is_vip=True,
        roles=("CU",),
    ),
    PersonIs(
        "Eva Lund", "eva.lund@norrvikhospital.example", "Norrvik Hospital", "Dental clinic manager"
    ),
    PersonIs(
        "Ahmed Yusuf",
        "ahmed.yusuf@norrvik.example",
        "City of Norrvik",
        "Case officer",
        phone="010-555 42 31",
    ),
    PersonIs(
        "Mona Salih", "mona.salih@norrvik.example", "City of Norrvik", "Administrator, culture"
    ),
    PersonIs("Rune Dahl", "rune.dahl@norrvik.example", "City of Norrvik", "Building inspector"),
    PersonIs(
        "Oskar Nyman",
        "oskar.nyman@norrvikskolor.example",
        "Norrvik Schools",
        "Rektor",
        language="sv",
        phone="010-555 43 10",
    ),
    PersonIs(
        "Åke Östlund",
        "ake.ostlund@norrvikskolor.example",
        "Norrvik Schools",
        "Lärare",
        language="sv",
    ),
    PersonIs(
        "Ärla Zetterberg",
        "arla.zetterberg@norrvikskolor.example",
        "Norrvik Schools",
        "Skoladministratör",
        language="sv",
    ),
    PersonIs(
        "Lena Forss", "lena.forss@norrvikvatten.example", "Norrvik Water", "Ekonom", language="sv"
    ),
    PersonIs(
        "Piotr Lis",
        "piotr.lis@norrvikvatten.example",
        "Norrvik Water",
        "Drifttekniker",
        language="sv",
        phone="010-555 44 05",
    ),
)

"""Communities, organisations and teams of Norrvik."""

from spoc.world.norrvik.shapes import CommunityIs

COMMUNITIES = (
    CommunityIs(
        "hospital", "Norrvik Hospital", "IT help", "it@norrvikhospital.example", "en", 300, 115
    ),
    CommunityIs("city", "City of Norrvik", "IT help", "it@norrvik.example", "en", 216, 82),
    CommunityIs(
        "schools", "Norrvik Schools", "IT-hjälpen", "it@norrvikskolor.example", "sv", 160, 90
    ),
    CommunityIs("water", "Norrvik Water", "IT-hjälpen", "it@norrvikvatten.example", "sv", 240, 100),
)

ORGANISATIONS = (
    ("Norrvik Hospital", "hospital", ("norrvikhospital.example",)),
    ("City of Norrvik", "city", ("norrvik.example",)),
    ("Norrvik Schools", "schools", ("norrvikskolor.example",)),
    ("Norrvik Water", "water", ("norrvikvatten.example",)),
    ("Norrvik IT", "city", ("it.norrvik.example",)),
    ("Hitec Storage", "city", ("hitec.example",)),
)

TEAMS = (
    ("service-desk", "Service desk", 1, True),
    ("applications", "Applications", 2, False),
    ("workplace", "Workplace", 2, False),
    ("infrastructure", "Infrastructure", 3, False),
)

"""When Norrvik is open, and what its desk, its teams and nobody else promise."""

from spoc.world.norrvik.shapes import AgreementIs, CalendarIs

MINUTE, HOUR = 1, 60
EVERY_DAY = range(1, 8)
WORKDAYS = range(1, 6)

CALENDARS = (
    CalendarIs("office", "Office hours", "08:00", "17:00", WORKDAYS, holidays="SE"),
    CalendarIs("always", "All hours", "00:00", "24:00", EVERY_DAY),
)

# for incidents by priority: minutes to answer, to solve, and to tell of it again
DEFAULT = {
    1: (15 * MINUTE, 4 * HOUR, 30 * MINUTE),
    2: (30 * MINUTE, 8 * HOUR, 2 * HOUR),
    3: (4 * HOUR, 16 * HOUR, 9 * HOUR),
    4: (8 * HOUR, 40 * HOUR, 27 * HOUR),
    5: (8 * HOUR, 80 * HOUR, 27 * HOUR),
}
# what a team may take of it, of a question, and of a delivery
WORK = {1: 90 * MINUTE, 2: 3 * HOUR, 3: 8 * HOUR, 4: 20 * HOUR, 5: 40 * HOUR}
ARCHIVE = "Few faults reach the archive, and Hitec has never used its four hours."

INCIDENTS = tuple(
    row
    for priority, (answer, solution, _news) in DEFAULT.items()
    for row in (
        ("response", "incident", priority, answer),
        ("resolution", "incident", priority, solution),
    )
)
NEWS = tuple(("update", "", priority, news) for priority, (*_, news) in DEFAULT.items())
OTHERS = (
    ("response", "", None, 4 * HOUR),
    ("response", "information", None, 4 * HOUR),
    ("resolution", "information", None, 8 * HOUR),
    ("response", "fulfilment", None, 8 * HOUR),
    ("fulfilment", "fulfilment", None, 40 * HOUR),
    ("response", "new_service", None, 8 * HOUR),
    ("resolution", "new_service", None, 90 * HOUR),
)
TEAM_PARTS = (
    *(("work", "incident", priority, minutes) for priority, minutes in WORK.items()),
    ("work", "information", None, 4 * HOUR),
    ("work", "fulfilment", None, 24 * HOUR),
)

# what others rest on comes first
AGREEMENTS = (
    *(
        AgreementIs(
            f"{key}-team",
            "ola",
            f"{name} team",
            party=("team", key),
            targets=TEAM_PARTS,
            goal=90,
            signed_by=lead,
        )
        for key, name, lead in (
            ("applications", "Applications", "Maja Lindqvist"),
            ("workplace", "Workplace", "Priya Nair"),
            ("infrastructure", "Infrastructure", "Amir Haddad"),
        )
    ),
    AgreementIs(
        "hitec",
        "uc",
        "Hitec Storage",
        party=("supplier", "hitec"),
        targets=(("receipt", "", None, 1 * HOUR), ("fix", "", None, 4 * HOUR)),
        signed_by="Hitec Storage, sales",
        services=("radiology",),
    ),
    AgreementIs(
        "everybody",
        "sla",
        "Everybody",
        targets=(*INCIDENTS, *NEWS, *OTHERS),
        signed_by="Henrik Vall, for all who use the services",
        accepted=ARCHIVE,
    ),
    AgreementIs(
        "hospital",
        "sla",
        "Norrvik Hospital",
        party=("organisation", "Norrvik Hospital"),
        targets=(
            ("response", "incident", 1, 15 * MINUTE),
            ("resolution", "incident", 1, 2 * HOUR),
            ("response", "incident", 2, 15 * MINUTE),
            ("resolution", "incident", 2, 4 * HOUR),
        ),
        all_hours=(1, 2),
        goal=98,
        signed_by="Birgitta Ahl",
        accepted=ARCHIVE,
    ),
)

"""Norrvik: a hospital, a city, its schools and its water company, and the desk that serves them.

Everybody and everything here is invented.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommunityIs:
    """A community as the world has it."""

    key: str
    name: str
    tagline: str
    mail: str
    language: str
    hue: int
    chroma: int
    phone: str = "010-555 40 40"
    hours: str = "every day, all hours"


@dataclass(frozen=True, slots=True)
class PersonIs:
    """A person as the world has them; roles as 'CSR' or 'IR:team:applications'."""

    name: str
    mail: str
    organisation: str
    title: str
    place: str = ""
    phone: str = ""
    reach: str = ""
    language: str = "en"
    roles: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    is_vip: bool = False


@dataclass(frozen=True, slots=True)
class ServiceIs:
    """A service as the world has it, in both languages, with the words that point to it."""

    key: str
    name: str
    swedish: str
    criticality: int
    team: str
    words: tuple[str, ...]
    customers: tuple[str, ...] = ()


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

SERVICES = (
    ServiceIs(
        "patient-record",
        "Patient record",
        "Patientjournal",
        1,
        "applications",
        ("vega", "patient record", "journal", "label", "etikett", "referral", "remiss"),
        ("Norrvik Hospital",),
    ),
    ServiceIs(
        "radiology",
        "Radiology imaging",
        "Röntgenbilder",
        1,
        "applications",
        ("pacs", "radiology", "röntgen", "x-ray", "images", "studies"),
        ("Norrvik Hospital",),
    ),
    ServiceIs(
        "case-handling",
        "Case handling",
        "Ärendehantering",
        2,
        "applications",
        ("akta", "case", "decision", "ärende", "beslut"),
        ("City of Norrvik",),
    ),
    ServiceIs(
        "payroll",
        "Payroll",
        "Lön",
        2,
        "applications",
        ("payroll", "salary", "lön", "payslip", "lönespec"),
    ),
    ServiceIs(
        "school-platform",
        "School platform",
        "Lärplattformen",
        2,
        "applications",
        ("school platform", "lärplattform", "pupil", "elev", "permission slip", "schema"),
        ("Norrvik Schools",),
    ),
    ServiceIs(
        "network-maps",
        "Network maps",
        "Ledningskartor",
        2,
        "applications",
        ("map", "karta", "layer", "network viewer", "ledning"),
        ("Norrvik Water",),
    ),
    ServiceIs(
        "mail",
        "Email and calendar",
        "E-post och kalender",
        2,
        "workplace",
        ("outlook", "mail", "e-post", "calendar", "kalender", "mailbox", "brevlåda"),
    ),
    ServiceIs(
        "workplace",
        "Workplace",
        "Arbetsplats",
        3,
        "workplace",
        (
            "laptop",
            "computer",
            "screen",
            "dator",
            "skärm",
            "dock",
            "keyboard",
            "mouse",
            "tangentbord",
        ),
    ),
    ServiceIs(
        "print",
        "Printing",
        "Utskrift",
        3,
        "workplace",
        ("print", "skrivare", "skriva ut", "toner", "paper"),
    ),
    ServiceIs(
        "telephony",
        "Telephony",
        "Telefoni",
        2,
        "workplace",
        ("phone", "telefon", "headset", "växel", "voicemail"),
    ),
    ServiceIs(
        "identity",
        "Identity and access",
        "Identitet och behörighet",
        1,
        "service-desk",
        (
            "password",
            "lösenord",
            "access",
            "behörighet",
            "account",
            "konto",
            "login",
            "sign in",
            "logga in",
        ),
    ),
    ServiceIs(
        "network",
        "Network and wifi",
        "Nätverk och wifi",
        1,
        "infrastructure",
        ("wifi", "network", "nätverk", "vpn", "internet", "cable"),
    ),
)

CATEGORIES = (
    (
        "fault",
        "Fault",
        "Fel",
        ("not work", "fungerar inte", "error", "fel", "crash", "slow", "långsam"),
    ),
    ("how-to", "How to", "Hur man gör", ("how", "hur", "where", "var finns", "which")),
    (
        "access",
        "Access",
        "Behörighet",
        ("access", "behörighet", "password", "lösenord", "account", "konto"),
    ),
    ("order", "Order", "Beställning", ("order", "beställ", "new laptop", "ny dator", "install")),
    (
        "idea",
        "Idea or new need",
        "Idé eller nytt behov",
        ("new service", "ny tjänst", "would like", "önskemål"),
    ),
)

DESK = (
    PersonIs(
        "Elin Sand",
        "elin.sand@it.norrvik.example",
        "Norrvik IT",
        "Service desk agent",
        roles=("CSR",),
        teams=("service-desk",),
        phone="010-555 40 01",
    ),
    PersonIs(
        "Maja Lindqvist",
        "maja.lindqvist@it.norrvik.example",
        "Norrvik IT",
        "Application specialist",
        roles=("IR",),
        teams=("applications",),
        language="sv",
    ),
    PersonIs(
        "Tomasz Wolski",
        "tomasz.wolski@it.norrvik.example",
        "Norrvik IT",
        "Application specialist",
        roles=("IR",),
        teams=("applications",),
    ),
    PersonIs(
        "Priya Nair",
        "priya.nair@it.norrvik.example",
        "Norrvik IT",
        "Workplace specialist",
        roles=("IR",),
        teams=("workplace",),
    ),
    PersonIs(
        "Daniel Okoro",
        "daniel.okoro@it.norrvik.example",
        "Norrvik IT",
        "Service desk agent",
        roles=("CSR",),
        teams=("service-desk", "workplace"),
    ),
    PersonIs(
        "Amir Haddad",
        "amir.haddad@it.norrvik.example",
        "Norrvik IT",
        "Infrastructure engineer",
        roles=("IR",),
        teams=("infrastructure",),
    ),
    PersonIs(
        "Sofia Berg",
        "sofia.berg@it.norrvik.example",
        "Norrvik IT",
        "Incident coordinator",
        roles=("IC",),
        teams=("service-desk",),
        language="sv",
    ),
    PersonIs(
        "Henrik Vall",
        "henrik.vall@it.norrvik.example",
        "Norrvik IT",
        "Customer service manager",
        roles=("CSM",),
        teams=("service-desk",),
    ),
    PersonIs(
        "Åsa Ekman",
        "asa.ekman@it.norrvik.example",
        "Norrvik IT",
        "Administrator",
        roles=("AD",),
        language="sv",
    ),
    PersonIs(
        "Ylva Öberg",
        "ylva.oberg@it.norrvik.example",
        "Norrvik IT",
        "Auditor",
        roles=("AU",),
        language="sv",
    ),
)

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

PASSWORD = "norrvik-is-invented"

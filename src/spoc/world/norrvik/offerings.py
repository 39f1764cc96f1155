"""What can be ordered at Norrvik, on which form, and who approves it."""

from dataclasses import dataclass, field

Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class OfferingIs:
    """An offering as the world has it; words are in English and Swedish."""

    key: str
    service: str
    name: tuple[str, str]
    description: tuple[str, str]
    icon: str
    days: int
    price: str = ""
    period: str = "once"
    includes: tuple[str, str] = ("", "")
    guidance: tuple[str, str] = ("", "")
    form: tuple[Row, ...] = ()
    approvers: tuple[Row, ...] = ()
    team: str = "workplace"
    words: tuple[str, ...] = ()
    more: Row = field(default_factory=dict)


def asked(key: str, kind: str, name: tuple[str, str], **more: object) -> Row:
    """Return a field of a form."""
    return {"key": key, "kind": kind, "name": name[0], "names": {"sv": name[1]}, **more}


def one_of(*names: tuple[str, str, str]) -> list[Row]:
    """Return choices, each by its key and what it is called in both languages."""
    return [{"key": key, "name": english, "names": {"sv": sv}} for key, english, sv in names]


def when(name: str, *values: str) -> Row:
    """Return the condition that a field above says one of these."""
    return {"field": name, "test": "is", "values": list(values)}


MANAGER: Row = {"who": "manager"}
PAYER: Row = {"who": "payer", "above": "5000"}
WHERE = asked(
    "where",
    "text",
    ("Where is it to be brought?", "Vart ska den levereras?"),
    begins_with="place",
    is_needed=True,
)
WHY = asked("why", "long_text", ("What is it for?", "Vad ska den användas till?"))

OFFERINGS = (
    OfferingIs(
        "laptop",
        "workplace",
        ("Computer", "Dator"),
        ("A laptop with all you need for your work.", "En bärbar dator med allt du behöver."),
        "laptop",
        5,
        "9800.00",
        includes=(
            "Docking station\nKeyboard and mouse\nSupport for four years",
            "Dockningsstation\nTangentbord och mus\nSupport i fyra år",
        ),
        guidance=(
            "Bring your old computer when you fetch the new one.",
            "Ta med din gamla dator när du hämtar den nya.",
        ),
        form=(
            asked(
                "model",
                "choice",
                ("Which model?", "Vilken modell?"),
                is_needed=True,
                choices=one_of(
                    ("standard", "Standard, 14 inches", "Standard, 14 tum"),
                    ("light", "Light, 13 inches", "Lätt, 13 tum"),
                    ("power", "For images and maps, 16 inches", "För bilder och kartor, 16 tum"),
                ),
            ),
            asked(
                "reason",
                "long_text",
                ("What do you need the larger one for?", "Vad behöver du den större till?"),
                is_needed=True,
                when=when("model", "power"),
            ),
            WHERE,
            asked("by", "date", ("Needed by", "Behövs senast")),
        ),
        approvers=(MANAGER, PAYER),
        words=("laptop", "computer", "dator"),
        more={"is_subscription": True, "gives_item": True, "rank": 1},
    ),
    OfferingIs(
        "password-reset",
        "identity",
        ("New password", "Nytt lösenord"),
        ("Do it yourself, takes a minute.", "Gör det själv, det tar en minut."),
        "lock",
        0,
        team="service-desk",
        words=("password", "lösenord", "locked", "låst"),
        more={"needs_identity": True, "rank": 2, "is_requestable_for_others": False},
    ),
    OfferingIs(
        "vpn",
        "network",
        ("Work from elsewhere (VPN)", "Arbeta på distans (VPN)"),
        ("Reach our systems from home or on a journey.", "Nå våra system hemifrån eller på resa."),
        "link",
        1,
        guidance=("It takes a computer from us.", "Det kräver en dator från oss."),
        form=(
            WHY,
            asked(
                "until", "date", ("Last day", "Sista dag"), hint="Empty means as long as you work"
            ),
        ),
        approvers=(MANAGER,),
        team="infrastructure",
        words=("vpn", "remote", "distans"),
        more={"is_subscription": True, "rank": 3},
    ),
    OfferingIs(
        "distribution-list",
        "mail",
        ("Distribution list", "Distributionslista"),
        ("One address for a ward, a team or a project.", "En adress för en avdelning, ett team."),
        "mail",
        2,
        form=(
            asked("address", "text", ("Which address?", "Vilken adress?"), is_needed=True, most=64),
            asked(
                "owner", "person", ("Who looks after it?", "Vem ansvarar?"), begins_with="person"
            ),
            asked(
                "outside",
                "yes_no",
                ("May others write to it from outside?", "Får andra skriva dit utifrån?"),
                is_needed=True,
                default="no",
            ),
        ),
        words=("list", "lista", "mailbox"),
        more={"is_subscription": True, "rank": 4},
    ),
    OfferingIs(
        "guest-wifi",
        "network",
        ("Wireless network for guests", "Trådlöst nät för gäster"),
        ("A key for visitors, for a day or a week.", "En nyckel för besökare, en dag eller vecka."),
        "key",
        0,
        form=(
            asked("guests", "number", ("How many guests?", "Hur många gäster?"), least=1, most=200),
            asked("from_day", "date", ("From", "Från"), is_needed=True),
        ),
        team="infrastructure",
        words=("wifi", "guest", "gäst", "trådlöst"),
        more={"rank": 5},
    ),
    OfferingIs(
        "drawing-licence",
        "workplace",
        ("Licence for the drawing tool", "Licens för ritprogrammet"),
        ("For those who draw and plan.", "För dig som ritar och planerar."),
        "code",
        2,
        "310.00",
        "monthly",
        form=(WHY,),
        approvers=(MANAGER,),
        words=("licence", "licens", "cad"),
        more={"is_subscription": True, "licences_left": 12, "rank": 6},
    ),
    OfferingIs(
        "new-employee",
        "identity",
        ("New colleague", "Ny medarbetare"),
        ("One form for account, computer and keys.", "Ett formulär för konto, dator och nycklar."),
        "people",
        5,
        form=(
            asked("who", "text", ("What is their name?", "Vad heter personen?"), is_needed=True),
            asked("begins", "date", ("First day", "Första dag"), is_needed=True),
            asked(
                "things",
                "choices",
                ("What do they need?", "Vad behövs?"),
                choices=one_of(
                    ("account", "Account and mail", "Konto och e-post"),
                    ("computer", "Computer", "Dator"),
                    ("phone", "Phone", "Telefon"),
                    ("keys", "Keys and card", "Nycklar och kort"),
                ),
            ),
            WHERE,
        ),
        team="service-desk",
        words=("new colleague", "nyanställd", "ny medarbetare"),
        more={"is_for_managers": True, "rank": 7},
    ),
    OfferingIs(
        "meeting-screen",
        "workplace",
        ("Screen for a meeting room", "Skärm till mötesrum"),
        ("Put up and made ready to use.", "Monterad och klar att använda."),
        "building",
        15,
        "14500.00",
        form=(WHERE, asked("size", "number", ("Seats in the room", "Platser i rummet"), least=2)),
        approvers=(MANAGER, PAYER, {"who": "service_owner", "above": "20000"}),
        words=("screen", "skärm", "meeting room", "mötesrum"),
        more={"rank": 8},
    ),
)
# who manages whom, as far as orders are approved by it
MANAGERS = {
    "Birgitta Ahl": ("Karin Holm", "Sanna Kivi", "Johan Strand", "Eva Lund"),
    "Mona Salih": ("Ahmed Yusuf", "Rune Dahl"),
    "Oskar Nyman": ("Åke Östlund", "Ärla Zetterberg"),
}
# who has what from before
HELD = (
    ("laptop", ("Karin Holm", "Sanna Kivi", "Ahmed Yusuf", "Åke Östlund", "Elin Sand")),
    ("vpn", ("Karin Holm", "Rune Dahl")),
    ("drawing-licence", ("Rune Dahl",)),
)

"""The many who ask once or twice: names and titles, put together the same way every time."""

import unicodedata
from functools import cache
from random import Random

from spoc.world.norrvik import ORGANISATIONS, PersonIs

FIRST = (
    *("Anna", "Bengt", "Camilla", "Dragan", "Ebba", "Farid", "Gun", "Hassan", "Inga", "Jamal"),
    *("Kerstin", "Leif", "Mirja", "Nils", "Olga", "Pål", "Rebecka", "Sven", "Tove", "Ulf"),
    *("Vera", "Wilma", "Yasmin", "Zoran", "Åsa", "Örjan"),
)
LAST = (
    *("Almqvist", "Backman", "Citron", "Dalin", "Edman", "Falk", "Gren", "Hedlund", "Isaksson"),
    *("Jansdotter", "Kallio", "Löv", "Mattsson", "Nordin", "Olin", "Palm", "Qvist", "Rosén"),
    *("Sjö", "Torn", "Ulvsson", "Vik", "Wester", "Zander", "Ågren", "Öman"),
)
TITLES = {
    "hospital": ("Nurse", "Physician", "Ward secretary", "Midwife", "Physiotherapist", "Porter"),
    "city": ("Case officer", "Planner", "Librarian", "Registrar", "Building inspector", "Clerk"),
    "schools": ("Lärare", "Skolsköterska", "Specialpedagog", "Fritidspedagog", "Bibliotekarie"),
    "water": ("Drifttekniker", "Projektör", "Kundtjänst", "Laborant", "Rörläggare"),
}
HOW_MANY = {"hospital": 80, "city": 60, "schools": 60, "water": 30}
HOMES = {key: (name, domains[0]) for name, key, domains in reversed(ORGANISATIONS)}


@cache
def crowd(community: str) -> tuple[PersonIs, ...]:
    """Return the people of a community who ask now and then."""
    dice = Random(f"crowd of {community}")
    names = dice.sample([f"{first} {last}" for first in FIRST for last in LAST], 100)
    titles = TITLES[community]
    return tuple(
        _somebody(name, community, dice.choice(titles)) for name in names[: HOW_MANY[community]]
    )


def _somebody(name: str, community: str, title: str) -> PersonIs:
    organisation, domain = HOMES[community]
    bare = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    mail = f"{bare.replace(' ', '.')}@{domain}"
    language = "sv" if community in ("schools", "water") else "en"
    return PersonIs(name, mail, organisation, title, language=language)

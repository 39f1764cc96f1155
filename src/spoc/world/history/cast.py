"""Who takes part in the history: the rows of the world, looked up once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from spoc.catalogue.models import Category, Service
from spoc.kit.time import at
from spoc.people.activities import add_person, verify_address
from spoc.people.models import Address, Organisation, Person, Team
from spoc.people.queries import system
from spoc.world.crowd import crowd
from spoc.world.history.plan import Planned
from spoc.world.norrvik import CUSTOMERS, DESK, ORGANISATIONS, PersonIs
from spoc.world.stories import Story, stories

SHARES = {"hospital": 40, "city": 25, "schools": 22, "water": 13}
COMMUNITY_OF = {name: key for name, key, _domains in ORGANISATIONS}
# of ten requests so many come from the people with a name in the world
NAMED = 3
LETTERS_EACH = 3


@dataclass
class Cast:
    """Everybody and everything a request can meet; people of the crowd come when they ask."""

    system: Person
    since: datetime
    services: dict[str, Service]
    categories: dict[str, Category]
    desk: dict[str, Person]
    teams: dict[str, Team]
    met: dict[str, Person] = field(default_factory=dict)
    letters: dict[int, int] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def person(self, who: PersonIs) -> Person:
        """Return the row of somebody, written down as known since the history began."""
        if who.mail not in self.met:
            # somebody else may have met them since we looked everybody up
            self.met |= _known(value=who.mail) or {who.mail: self._written_down(who)}
        return self.met[who.mail]

    def members(self, team: Team) -> list[Person]:
        """Return who works in a team, by name."""
        return [
            self.desk[each.name]
            for each in DESK
            if any(self.teams[key].pk == team.pk for key in each.teams)
        ]

    def story_for(self, planned: Planned, dice: Random) -> Story:
        """Choose what is asked for: it fits what becomes of it, and few ask for the same."""
        fitting = {
            key: [each for each in stories(key) if _fits(each, planned.fate)] for key in SHARES
        }
        fresh = {
            key: [each for each in found if each.title not in self.told]
            for key, found in fitting.items()
        }
        choices = fresh if any(fresh.values()) else fitting
        shares = [SHARES[key] if choices[key] else 0 for key in choices]
        community = dice.choices(list(choices), shares)[0]
        story = dice.choice(choices[community])
        self.told.add(story.title)
        return story.told(dice)

    def may_write(self, person: Person) -> bool:
        """Tell whether they have not written many letters yet; nobody writes all day."""
        self.letters[person.pk] = self.letters.get(person.pk, 0) + 1
        return self.letters[person.pk] <= LETTERS_EACH

    def _written_down(self, who: PersonIs) -> Person:
        with at(self.since):
            person = add_person(
                who.name,
                by=self.system,
                mail=who.mail,
                title=who.title,
                language=who.language,
                organisation=Organisation.objects.get(name=who.organisation),
            )
            verify_address(person, by=self.system, value=who.mail)
        return person


def assembled(since: datetime) -> Cast:
    """Look everybody up."""
    known = _known()
    return Cast(
        system=system(),
        since=since,
        services={each.key: each for each in Service.objects.select_related("team")},
        categories={each.key: each for each in Category.objects.all()},
        desk={each.name: known[each.mail] for each in DESK},
        teams={each.key: each for each in Team.objects.all()},
        met=known,
    )


def who_asks(community: str, dice: Random) -> PersonIs:
    """Choose who asks."""
    named = [each for each in CUSTOMERS if COMMUNITY_OF[each.organisation] == community]
    return dice.choice(named if dice.randrange(10) < NAMED else crowd(community))


def _known(**which: str) -> dict[str, Person]:
    rows = Address.objects.filter(kind=Address.Kind.MAIL, **which)
    people = rows.select_related("person__organisation", "person__community")
    return {row.value: row.person for row in people}


def _fits(story: Story, fate: str) -> bool:
    if story.type == "elsewhere" or fate == "is_declined":
        return story.type == "elsewhere" and fate == "is_declined"
    fits = FITTING.get(fate)
    return fits(story) if fits else sum(story.hurts) > 2 or fate in OVER


def _hurts_one(story: Story) -> bool:
    return story.hurts[0] == 3


ANSWERABLE = ("incident", "information")
# which stories suit a fate; to the others all do, but what burns does not lie about for days
FITTING: dict[str, Callable[[Story], bool]] = {
    "burns": lambda story: sum(story.hurts) == 2,
    "waits_for_requester": lambda story: bool(story.question),
    "solved_at_once": lambda story: bool(story.call) and _hurts_one(story),
    "answered_at_once": lambda story: story.type in ANSWERABLE and _hurts_one(story),
    **dict.fromkeys(
        ("is_like_another", "is_escalated", "was_escalated", "came_back_and_closed"),
        lambda story: story.type == "incident",
    ),
}
OVER = ("is_confirmed", "closes_by_itself", "is_resolved")

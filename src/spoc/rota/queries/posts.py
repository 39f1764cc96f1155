"""Who is there now at every post: each team, and each role that has shifts, in one question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from spoc.kit.gathered import Answers, Gathering
from spoc.people.models import Person
from spoc.people.words import ROLE
from spoc.rota import rules
from spoc.rota.models import Absence, Shift, pattern_of
from spoc.rota.models.shift import PATTERN
from spoc.rota.rules.pattern import LONGEST

TURN = JSONObject(
    shift="pk",
    kind="kind",
    rank="rank",
    role="role",
    team="team__name",
    tier="team__tier",
    sort_name="team__sort_name",
    **{name: name for name in PATTERN},
)
AWAY = JSONObject(begins="begins_at", ends="ends_at", deputy="deputy_id")


@dataclass(frozen=True, slots=True)
class There:
    """Somebody on duty: until when, whether on call, and instead of whom."""

    person: Person
    until: datetime
    is_on_call: bool
    instead_of: Person | None


@dataclass(frozen=True, slots=True)
class Post:
    """A team or a role that has shifts, and who is there now, in the order they are asked in."""

    name: str
    there: list[There] = field(default_factory=list)

    @property
    def people(self) -> list[Person]:
        """Who is there."""
        return [each.person for each in self.there]


def there_now(moment: datetime) -> list[Post]:
    """Return every post that has shifts, the teams first, nearest to the customer; then the roles.

    A post where nobody is now is among them: that is what whoever looks must see.
    """
    return there_of(concerned(moment), moment)


def concerned(moment: datetime) -> Answers:
    """Return what the database says of everybody whose shifts or absences decide who is there."""
    return _concerned.asked(moment=moment, closes=moment + LONGEST)


def there_of(said: Answers, moment: datetime) -> list[Post]:
    """Return every post by what was said of those concerned."""
    known = {person.pk: person for person in said["people"]}
    turns = {turn["shift"]: turn for person in known.values() for turn in _said(person, "turns")}
    duties = rules.going(_turns(known), _aways(known), moment)
    posts: dict[tuple[Any, ...], Post] = {}
    for place, name in sorted(place for turn in turns.values() for place in _places(turn)):
        posts.setdefault(place, Post(name))
    for duty in duties:
        for place, _name in _places(turns[duty.shift]):
            _add(posts[place], duty, known)
    return list(posts.values())


def _people(moment: Any, closes: Any) -> QuerySet[Person]:
    """Return everybody with a shift that may be on, and who is away or stands in before it ends."""
    going = Shift.objects.filter(Q(last_at=None) | Q(last_at__gt=moment), first_at__lte=moment)
    going = going.exclude(team__is_active=False)
    gone = Absence.objects.between(moment, closes)
    own = going.filter(person=OuterRef("pk")).order_by("pk")
    away = gone.filter(person=OuterRef("pk")).order_by("pk")
    # few of all people: they are found by what names them, not looked for among all
    named = going.values("person").union(
        gone.values("person"), gone.filter(deputy__isnull=False).values("deputy")
    )
    # in one order, so that the same is said in the same words
    people = Person.objects.filter(pk__in=named).order_by("pk")
    return people.only("name", "title", "is_active").annotate(
        turns=ArraySubquery(own.values(turn=TURN)), gone=ArraySubquery(away.values(away=AWAY))
    )


_concerned = Gathering(
    lambda moment, closes: {"people": _people(moment, closes)}, values=("moment", "closes")
)


def _turns(known: Mapping[int, Person]) -> list[rules.Turn]:
    """Return the shifts of whoever still works here."""
    return [
        rules.Turn(turn["shift"], person.pk, pattern_of(turn), turn["kind"], turn["rank"])
        for person in known.values()
        if person.is_active
        for turn in _said(person, "turns")
    ]


def _aways(known: Mapping[int, Person]) -> list[rules.Away]:
    return [
        rules.Away(
            person.pk,
            datetime.fromisoformat(away["begins"]),
            datetime.fromisoformat(away["ends"]),
            _deputy(known, away["deputy"]),
        )
        for person in known.values()
        for away in _said(person, "gone")
    ]


def _deputy(known: Mapping[int, Person], pk: int | None) -> int | None:
    """Return who stands in; a deputy who works here no more is none."""
    deputy = known.get(pk or 0)
    return deputy.pk if deputy and deputy.is_active else None


def _places(turn: Mapping[str, Any]) -> Iterable[tuple[tuple[Any, ...], str]]:
    """Yield the posts a shift is of, as they are ordered, each with its name."""
    if turn["team"] is not None:
        yield (0, turn["tier"], turn["sort_name"], turn["team"]), turn["team"]
    if turn["role"]:
        name = str(ROLE[turn["role"]])
        yield (1, 0, name, turn["role"]), name


def _add(post: Post, duty: rules.Duty, known: Mapping[int, Person]) -> None:
    """Note who does a duty, once: whoever stands in for two is there for the first."""
    person = known.get(duty.person or 0)
    if person is None or person in post.people:
        return
    is_on_call = duty.kind == "on_call"
    instead_of = known.get(duty.instead_of or 0)
    post.there.append(There(person, duty.ends, is_on_call, instead_of))


def _said(person: Person, name: str) -> list[dict[str, Any]]:
    """Return what the question to the database added to a person."""
    found: list[dict[str, Any]] = person.__dict__[name]
    return found

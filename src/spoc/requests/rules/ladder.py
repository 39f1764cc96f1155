"""Who hears when a promise is in danger, who must say that they heard, and who hears next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from spoc.kit.time import is_weekday
from spoc.service_levels.rules import Calendar, Course, due_at, reached_at

# a major incident has a ladder of its own, before those of the priorities, and so has what
# suppliers promised
MAJOR, SUPPLIER = "major", "supplier"
LEVELS = (MAJOR, "1", "2", "3", "4", "5", SUPPLIER)
PARTS = {"used_50": 50, "used_75": 75, "used_90": 90, "broken": 100}
# what sets a rung off; the first ones follow each other, the others stand apart
IN_TURN = ("created", "declared", *PARTS)
ASKED, NO_UPDATE, PROPOSED = "asked", "no_update", "proposed"
TRIGGERS = (*IN_TURN, NO_UPDATE, "reopened", ASKED, PROPOSED)
# an incident is no major one when it is registered, and every other request is never declared one
OF_MAJORS = ("declared", PROPOSED)
CUSTOMER, CONTACT = "customer", "contact"
ROLES = ("owner", "IC", "CSM", "CSM_deputy", "SO", "SL", "head", CUSTOMER)
OF_SUPPLIERS = ("owner", "IC", "CSM", "SL", "SM", "head", CONTACT)
# who stands outside: they are told, and nobody waits for an answer of theirs
OUTSIDE = frozenset({CUSTOMER, CONTACT})
# whose promise a ladder watches: that the need is met
WATCHED = ("resolution", "fulfilment")
WAITING, CLIMBED, ANSWERED = "waiting", "climbed", "answered"
LONGEST = 7 * 24 * 60
# at this hour where they are, those who read one letter a day get it
MORNING = 7

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Step:
    """A rung: what sets it off, which roles hear, and within how many minutes one must answer.

    No minutes: they are told, and nobody waits for an answer. `is_always` counts the minutes
    round the clock, else they run while the promise runs. `is_digest` gathers what is told of into
    one letter a working day.
    """

    trigger: str
    rank: int
    roles: tuple[str, ...]
    minutes: int | None = None
    is_always: bool = False
    is_digest: bool = False

    @property
    def place(self) -> Place:
        """Where it stands in its ladder."""
        return self.trigger, self.rank


@dataclass(frozen=True, slots=True)
class Heard:
    """Who hears when, and by when one of them must answer; `is_next` where nobody below did."""

    at: datetime
    step: Step
    answer_by: datetime | None
    is_next: bool = False


def level_of(priority: int, *, is_major: bool, trigger: str = "") -> str:
    """Return which ladder a request stands at; what is proposed is proposed to the major one's."""
    return MAJOR if is_major or trigger == PROPOSED else str(priority)


def triggers_of(level: str) -> tuple[str, ...]:
    """Return what can set a rung of this ladder off.

    >>> triggers_of("supplier")
    ('used_50', 'used_75', 'used_90', 'broken')
    """
    if level == SUPPLIER:
        return tuple(PARTS)
    if level == MAJOR:
        return tuple(each for each in TRIGGERS if each != "created")
    return tuple(each for each in TRIGGERS if each not in OF_MAJORS)


def roles_of(level: str) -> tuple[str, ...]:
    """Return who can hear on this ladder."""
    return OF_SUPPLIERS if level == SUPPLIER else ROLES


def trigger_of(metric: str, percent: int) -> str | None:
    """Return what a used part of a promise sets off; None where ladders do not watch it.

    >>> trigger_of("resolution", 75), trigger_of("update", 100), trigger_of("update", 50)
    ('used_75', 'no_update', None)
    """
    if metric == "update":
        return NO_UPDATE if percent == PARTS["broken"] else None
    return part_used(percent) if metric in WATCHED else None


def part_used(percent: int) -> str | None:
    """Return what a used part of any promise sets off; None where no rung is for that part."""
    return next((trigger for trigger, part in PARTS.items() if part == percent), None)


def in_order(steps: Iterable[Step]) -> list[Step]:
    """Return the rungs from the lowest up."""
    return sorted(steps, key=lambda step: _height(step.place))


def fired_by(steps: Iterable[Step], trigger: str) -> list[Step]:
    """Return what a trigger raises at once: the first rung that wants an answer, and who is told.

    The further rungs of the same trigger wait for whether anybody answers.
    """
    own = [step for step in in_order(steps) if step.trigger == trigger]
    wanting = [step for step in own if step.minutes is not None][:1]
    return wanting + [step for step in own if step.minutes is None]


def above(steps: Iterable[Step], place: Place) -> list[Step]:
    """Return the rungs that are climbed to from a place when nobody answers, the next one first.

    Who is only told is never climbed to. What stands apart has only its own further rungs.
    """
    trigger, _rank = place
    turn = IN_TURN if trigger in IN_TURN else (trigger,)
    return [
        step
        for step in in_order(steps)
        if step.minutes is not None
        and step.trigger in turn
        and _height(step.place) > _height(place)
    ]


def next_above(steps: Iterable[Step], place: Place, stands: Mapping[Place, str]) -> Step | None:
    """Return the next rung nobody was raised to yet; None at the end of the ladder."""
    return next((step for step in above(steps, place) if step.place not in stands), None)


def is_in_hand(steps: Iterable[Step], place: Place, stands: Mapping[Place, str]) -> bool:
    """Tell whether somebody higher up answered, or is still to answer."""
    return any(
        stands.get(step.place, CLIMBED) in (WAITING, ANSWERED) for step in above(steps, place)
    )


def answer_due(step: Step, raised_at: datetime, calendar: Calendar | None) -> datetime | None:
    """Return by when somebody must answer; None where nobody need to."""
    if step.minutes is None:
        return None
    length = timedelta(minutes=step.minutes)
    if step.is_always or calendar is None:
        return raised_at + length
    return due_at(calendar, raised_at, length)


def heard(steps: Sequence[Step], course: Course) -> list[Heard]:
    """Return who hears when, should nobody do anything: each trigger, and what is climbed to."""
    found: list[Heard] = []
    stands: dict[Place, str] = {}
    moments = {"created": course.start, "declared": course.start}
    moments |= {
        trigger: moment
        for trigger, part in PARTS.items()
        if (moment := reached_at(course, part)) is not None
    }
    for trigger, moment in moments.items():
        for step in fired_by(steps, trigger):
            if step.place not in stands:
                found += _followed(steps, step, moment, course.calendar, stands)
    return sorted(found, key=lambda each: (each.at, _height(each.step.place)))


def gathered_until(moment: datetime) -> datetime:
    """Return the last morning of a working day: what came before it goes into that day's letter.

    >>> gathered_until(datetime(2026, 11, 22, 9)).isoformat()  # a Sunday
    '2026-11-20T07:00:00'
    """
    morning = moment.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    while morning > moment or not is_weekday(morning.date()):
        morning -= timedelta(days=1)
    return morning


def wrong(step: Step, level: str) -> str:
    """Return what is wrong with a rung as it was typed, as a code; empty where it can be kept.

    >>> wrong(Step("created", 0, ()), "1"), wrong(Step("created", 0, ("IC",)), "major")
    ('nobody', 'unknown')
    """
    if step.trigger not in triggers_of(level) or not set(step.roles) <= set(roles_of(level)):
        return "unknown"
    if not step.roles:
        return "nobody"
    is_outside = bool(OUTSIDE & set(step.roles))
    if step.minutes is not None and is_outside:
        return "customer"
    if step.is_digest and (step.minutes is not None or is_outside):
        return "digest"
    if step.minutes is not None and not 1 <= step.minutes <= LONGEST:
        return "minutes"
    return ""


def ranked(steps: Iterable[Step]) -> list[Step]:
    """Return rungs as typed with their place among those of the same trigger.

    Only minutes are counted day and night: where none are given, nothing is.
    """
    counts: dict[str, int] = {}
    found = []
    for step in steps:
        counts[step.trigger] = counts.get(step.trigger, 0) + 1
        rank, is_always = counts[step.trigger], step.is_always and step.minutes is not None
        found.append(replace(step, rank=rank, is_always=is_always))
    return in_order(found)


def triggers_used(steps: Iterable[Collection[Step]]) -> list[str]:
    """Return the triggers that any of these ladders has a rung for, in their order."""
    used = {step.trigger for ladder in steps for step in ladder}
    return [trigger for trigger in TRIGGERS if trigger in used]


def _followed(
    steps: Sequence[Step],
    step: Step,
    moment: datetime,
    calendar: Calendar,
    stands: dict[Place, str],
) -> list[Heard]:
    """Return a rung that was set off, and those that follow while nobody answers."""
    found = []
    here: Step | None = step
    while here is not None:
        due = answer_due(here, moment, calendar)
        stands[here.place] = CLIMBED
        found.append(Heard(moment, here, due, here is not step))
        if due is None:
            break
        here, moment = next_above(steps, here.place, stands), due
    return found


def _height(place: Place) -> tuple[int, int]:
    trigger, rank = place
    return TRIGGERS.index(trigger), rank

"""How somebody wants to be told, and whether a letter would disturb them now."""

from datetime import datetime, timedelta

from spoc.channels.events import Event, all_events
from spoc.channels.models import LetterTimes, Notice, Preference
from spoc.channels.rules.notices import Quiet, digest_due
from spoc.kit.zones import zone
from spoc.people.models import Person
from spoc.rota.queries.own import duties_of

ON_CALL = "on_call"
# what a requester chose of the letters about their own requests, kept where it is not all
OWN_LETTERS, NEEDED = "own_letters", "needed"
A_MOMENT = timedelta(minutes=1)


def way_of(person: Person, event: Event) -> str:
    """Return by which way a person is told of an event: as they chose, else the usual one."""
    chosen = Preference.objects.filter(person=person, event=event.key)
    way = chosen.values_list("way", flat=True).first()
    return way if way in event.ways else event.usual


def ways_of(person: Person) -> list[tuple[Event, str]]:
    """Return every event with the way the person is told of it."""
    chosen = dict(Preference.objects.filter(person=person).values_list("event", "way"))
    ways = ((event, chosen.get(event.key, "")) for event in all_events())
    return [(event, way if way in event.ways else event.usual) for event, way in ways]


def wants_every_step(person: Person) -> bool:
    """Tell whether a requester wants a letter at every step, not only where one needs them."""
    return not Preference.objects.filter(person=person, event=OWN_LETTERS).exists()


def times_of(person: Person) -> LetterTimes:
    """Return when letters of notices go to a person; who chose nothing has no quiet hours."""
    return LetterTimes.objects.filter(person=person).first() or LetterTimes(person=person)


def is_quiet(person: Person, moment: datetime) -> bool:
    """Tell whether the person wants no letters at this moment; whoever is on call hears them."""
    return _is_quiet(person, times_of(person), moment) and not _is_on_call(person, moment)


def due_for_digest(moment: datetime) -> list[Person]:
    """Return the people whose gathered notices go out now."""
    waiting = Notice.objects.filter(awaits_since__isnull=False, person__is_active=True)
    rows = waiting.order_by("person", "-awaits_since").values_list("person", "awaits_since")
    # of each person the oldest stands last
    since = {person: at for person, at in rows if at is not None}
    people = Person.objects.filter(pk__in=since).select_related("community", "letter_times")
    return [each for each in people if _is_due(each, since[each.pk], moment)]


def _is_due(person: Person, since: datetime, moment: datetime) -> bool:
    times: LetterTimes = getattr(person, "letter_times", None) or LetterTimes(person=person)
    place = zone(person.lives_in)
    return digest_due(
        times.digest,
        times.digest_at,
        waits_since=since.astimezone(place),
        moment=moment.astimezone(place),
        is_quiet=_is_quiet(person, times, moment),
    )


def _is_quiet(person: Person, times: LetterTimes, moment: datetime) -> bool:
    if times.quiet_from is None or times.quiet_until is None:
        return False
    quiet = Quiet(times.quiet_from, times.quiet_until, frozenset(times.quiet_days))
    return quiet.covers(moment.astimezone(zone(person.lives_in)))


def _is_on_call(person: Person, moment: datetime) -> bool:
    duties = duties_of(person, moment, moment + A_MOMENT)
    return any(duty.shift.kind == ON_CALL for duty in duties)

"""Keeping the ladders: the usual ones, one of a service's own, and every change of a rung."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.catalogue.models import Service
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests.ladder_access import may_keep_ladders, may_lead
from spoc.requests.ladder_words import wrong_sentence
from spoc.requests.models import Ladder, Rung
from spoc.requests.queries.ladders import has_ladders
from spoc.requests.rules.ladder import LEVELS, Step, ranked, wrong
from spoc.requests.rules.usual_ladders import USUAL

MOST_RUNGS = 40


@activity
def add_usual_ladders(keeper: Person, *, by: Person, head: Person | None = None) -> list[Ladder]:
    """Write down who hears when, for each priority, in a house that has no ladder yet."""
    if has_ladders():
        return []
    return [
        add_ladder(keeper, by=by, level=level, steps=steps, head=head)
        for level, steps in USUAL.items()
    ]


@activity
def add_ladder(
    keeper: Person,
    *,
    by: Person,
    level: str,
    steps: Sequence[Step],
    service: Service | None = None,
    head: Person | None = None,
) -> Ladder:
    """Write down who hears when for a priority, or for a service's requests of that priority."""
    demand(may_keep_ladders(by))
    if level not in LEVELS:
        raise NotPossible(
            _("Choose a priority, major incidents or suppliers."), fields={"level": _("Choose.")}
        )
    if Ladder.objects.filter(level=level, service=service, is_active=True).exists():
        words = _("There is such a ladder already: change that one.")
        raise NotPossible(words, fields={"level": words})
    _check(steps, head, level)
    ladder = Ladder.objects.create(level=level, service=service, head=head, changed_at=now())
    _put_rungs(ladder, steps)
    record("ladder.added", ladder, by=by, name=str(ladder))
    return ladder


@activity
def change_ladder(
    ladder: Ladder,
    *,
    by: Person,
    steps: Sequence[Step],
    head: Person | None = None,
    version: int | None = None,
) -> Ladder:
    """Change who hears when; what is raised already goes on by the new rungs."""
    demand(may_keep_ladders(by))
    if version is not None and version != ladder.version:
        raise Stale(_("Somebody changed this ladder meanwhile: look at it and change it again."))
    _check(steps, head, ladder.level)
    before = [_told(step) for step in ladder.steps]
    ladder.rungs.all().delete()
    _put_rungs(ladder, steps)
    ladder.head, ladder.changed_at, ladder.version = head, now(), ladder.version + 1
    ladder.save(update_fields=["head", "changed_at", "version"])
    changes = {"rungs": [before, [_told(step) for step in ranked(steps)]]}
    record("ladder.changed", ladder, by=by, name=str(ladder), changes=changes)
    return ladder


@activity
def end_ladder(ladder: Ladder, *, by: Person) -> Ladder:
    """Take a service's own ladder out of use: its requests follow the general one again."""
    demand(may_keep_ladders(by))
    if ladder.service_id is None:
        raise NotPossible(_("A general ladder stays: take out its rungs if nobody is to hear."))
    ladder.is_active, ladder.changed_at = False, now()
    ladder.save(update_fields=["is_active", "changed_at"])
    record("ladder.ended", ladder, by=by, name=str(ladder))
    return ladder


def _put_rungs(ladder: Ladder, steps: Iterable[Step]) -> None:
    Rung.objects.bulk_create(
        Rung(
            ladder=ladder,
            trigger=step.trigger,
            rank=step.rank,
            roles=list(step.roles),
            minutes=step.minutes,
            is_always=step.is_always,
            is_digest=step.is_digest,
        )
        for step in ranked(steps)
    )


def _check(steps: Sequence[Step], head: Person | None, level: str) -> None:
    """Refuse, in one sentence, a ladder that could not be followed."""
    if len(steps) > MOST_RUNGS:
        raise NotPossible(_("A ladder has at most 40 rungs: take some out."))
    for place, step in enumerate(steps):
        code = wrong(step, level)
        if code:
            raise NotPossible(wrong_sentence(code), fields={f"rung-{place}": wrong_sentence(code)})
    if head is not None and not may_lead(head):
        words = _("Choose somebody at the desk who reads all requests.")
        raise NotPossible(words, fields={"head": words})


def _told(step: Step) -> str:
    """Return a rung in one line, as a fact keeps it."""
    wait = "" if step.minutes is None else f", {step.minutes}"
    once = ", a day" if step.is_digest else ""
    return f"{step.trigger}: {' + '.join(step.roles)}{wait}{once}"

"""What becomes of requests: each fate is a story of steps, from the first word to where it stands.

Some stand open now, some are over; the plan says how many of which.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings

from spoc.kit.time import add_weekdays, at
from spoc.records.activities import link, watch
from spoc.requests import activities as requests
from spoc.requests import letters
from spoc.requests.activities.close import REMINDERS_AFTER
from spoc.world.history import arrival, manners
from spoc.world.history.life import Life

ASKED_BACK = 0.3
# what is due is looked for now and then, not at the very moment
SWEEP = timedelta(minutes=8)


def is_new(life: Life) -> None:
    """It came and nobody has read it."""
    life.comes()


def is_read(life: Life) -> None:
    """It is classified and waits in its team's queue."""
    life.comes()
    life.read()


def is_handed(life: Life) -> None:
    """It lies with somebody who has not begun."""
    is_read(life)
    life.handed()


def is_worked(life: Life) -> None:
    """Somebody works on it."""
    is_handed(life)
    life.begun()
    life.noted()


def burns(life: Life) -> None:
    """It hurts many, and the coordinator follows it."""
    is_worked(life)
    coordinator = life.cast.desk["Sofia Berg"]
    life.do(watch, coordinator, person=coordinator)


def is_escalated(life: Life) -> None:
    """It was handed to those who see further, and one of them took it on."""
    is_worked(life)
    life.escalated()
    if life.dice.random() < 0.6:
        life.taken_on()


def waits_for_requester(life: Life) -> None:
    """The requester was asked something and has not answered."""
    is_worked(life)
    life.asks_back()


def waits_for_a_day(life: Life) -> None:
    """It was agreed to go on later."""
    is_worked(life)
    life.later(10, 90)
    wake = life.until + timedelta(days=life.dice.randrange(1, 9), hours=life.dice.randrange(6))
    life.do(requests.note, life.agent, text=manners.AGREED[life.language])
    life.do(requests.pause, life.agent, reason="scheduled", wake_at=wake)


def is_resolved(life: Life) -> None:
    """The need is met as far as the desk knows; the requester is asked."""
    is_worked(life)
    if life.story.question and life.dice.random() < ASKED_BACK:
        life.asks_back()
        life.answered()
    life.solved()
    _remind(life)


def came_back(life: Life) -> None:
    """It was solved and is not: the desk works on it again."""
    is_worked(life)
    life.solved()
    life.later(60, 900)
    why = life.dice.choice(manners.STILL_WRONG[life.language])
    life.do(requests.reopen, life.requester, reason=why)


def is_confirmed(life: Life) -> None:
    """The requester says that it is solved."""
    is_worked(life)
    if life.story.question and life.dice.random() < ASKED_BACK:
        life.asks_back()
        life.answered()
    life.solved()
    _confirm(life)


def closes_by_itself(life: Life) -> None:
    """Nobody objects, so it closes after the days agreed."""
    is_worked(life)
    life.solved()
    over = add_weekdays(life.resolved_at, settings.SPOC_CONFIRM_WEEKDAYS) + SWEEP
    if over >= life.until:
        _confirm(life)
    else:
        _remind(life)
        life.clock = over
        life.do(requests.auto_close, life.cast.system)


def solved_at_once(life: Life) -> None:
    """It is solved while the caller is on the phone; nobody has to be told that we have it."""
    if life.number is not None:
        life.heard()
        life.do(requests.classify, life.dispatcher, classification=life.classification)
        life.do(requests.assign, life.dispatcher, assignee=life.dispatcher)
        life.decided()
        life.do(requests.resolve, life.dispatcher, resolution=life.resolution())
    else:
        with at(life.clock):
            life.request = arrival.by_call(
                life.requester,
                life.dispatcher,
                life.story,
                life.classification,
                life.resolution(),
            )
    _confirm(life)


def answered_at_once(life: Life) -> None:
    """Whoever reads it knows the answer."""
    is_read(life)
    life.solved()
    _confirm(life)


def is_declined(life: Life) -> None:
    """It is not ours to support; the requester is told who can help."""
    life.comes()
    life.later(10, 200)
    why, who = life.story.reply, life.story.resolution
    life.do(requests.decline, life.dispatcher, reason=why, referral=who)
    life.do(requests.tell, life.cast.system, write=letters.tell_declined)


def is_withdrawn(life: Life) -> None:
    """The requester needs it no more."""
    is_read(life)
    life.later(30, 300)
    life.do(requests.cancel, life.requester, reason="withdrawn")


def was_escalated(life: Life) -> None:
    """It took those who see further, and is over."""
    is_worked(life)
    life.escalated()
    life.taken_on()
    life.solved()
    _confirm(life)


def came_back_and_closed(life: Life) -> None:
    """It took two times."""
    came_back(life)
    life.solved(manners.DONE_AGAIN[life.language])
    _confirm(life)


def is_one_of_two(life: Life, twin: Life) -> None:
    """The requester wrote twice, and the two were made one."""
    is_read(life)
    twin.requester, twin.channel = life.requester, "email"
    twin.comes()
    life.clock = max(life.clock, twin.clock)
    life.later(2, 20)
    twin.clock = life.clock
    with life.then(), twin.then():
        requests.merge(twin.request, by=life.dispatcher, into=life.request)
    life.request.refresh_from_db()
    life.handed()
    life.begun()
    life.solved()
    _confirm(life)


def is_like_another(life: Life, twin: Life) -> None:
    """Two people met the same fault: the two are linked, and solved one after the other."""
    is_worked(life)
    is_worked(twin)
    for each in (life, twin):
        each.clock = max(life.clock, twin.clock)
    with life.then(), twin.then():
        link(twin.request, by=life.dispatcher, relation="related_to", other=life.request)
    twin.do(requests.note, twin.agent, text=manners.BOTH_WRITE[twin.language])
    for each in (life, twin):
        each.solved()
        _confirm(each)


def _confirm(life: Life) -> None:
    life.later(15, 1_500)
    life.do(requests.confirm, life.requester)


def _remind(life: Life) -> None:
    """Let the reminders go out that were due by now."""
    for days in REMINDERS_AFTER:
        due = add_weekdays(life.resolved_at, days) + SWEEP
        if due < life.until:
            life.clock = due
            life.do(requests.remind, life.cast.system)


FATES: dict[str, Callable[[Life], None]] = {
    fate.__name__: fate
    for fate in (
        *(is_new, is_read, is_handed, is_worked, burns, is_escalated, waits_for_requester),
        *(waits_for_a_day, is_resolved, came_back, is_confirmed, closes_by_itself),
        *(
            solved_at_once,
            answered_at_once,
            is_declined,
            is_withdrawn,
            was_escalated,
            came_back_and_closed,
        ),
    )
}
PAIRS: dict[str, Callable[[Life, Life], None]] = {
    fate.__name__: fate for fate in (is_one_of_two, is_like_another)
}

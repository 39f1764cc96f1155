"""What falls due by itself while a request is lived: warnings, who hears of them, who answers."""

from datetime import datetime, timedelta
from random import Random

from spoc.kit.time import at
from spoc.people.models import Person
from spoc.requests import activities as requests
from spoc.requests.models import Escalation, SupportRequest
from spoc.requests.rules.ladder import trigger_of
from spoc.requests.rules.lifecycle import WORKED
from spoc.service_levels.activities import warn_of
from spoc.service_levels.queries.clocks import next_warning

# a mark is told of when it has passed
JUST_AFTER = timedelta(microseconds=1)
A_DAY = timedelta(days=1)
# from this priority on a broken promise waits for the letter of the next morning
GATHERED = 4


class Dues:
    """The warnings of one request, each at its instant, and the answers of those who are told."""

    def __init__(self, system: Person, dice: Random) -> None:
        self.system, self.dice = system, dice
        self.answers: list[tuple[datetime, Escalation]] = []
        self.last: datetime | None = None
        self.warned_at: datetime | None = None

    def fall(self, request: SupportRequest, before: datetime, until: datetime) -> None:
        """Let all that falls due before a moment happen, one after the other."""
        while (moment := self._next(request)) is not None and moment < before:
            with at(moment):
                if self.answers and self.answers[0][0] == moment:
                    self._answer(request, self.answers.pop(0)[1])
                else:
                    self._warn(request, moment, until)
            self.last = self.warned_at = moment
        if self.warned_at is not None:
            with at(self.warned_at):
                requests.rank(request, by=self.system)
                requests.look_at_time_box(request, by=self.system)
        self.last, self.warned_at = before, None

    def end(self, request: SupportRequest) -> None:
        """Let nothing of it wait any more, once nobody needs to work on it."""
        if self.answers and request.status not in WORKED:
            self.answers = []
            requests.close_escalations(request, by=self.system)

    def _next(self, request: SupportRequest) -> datetime | None:
        warning = next_warning(request)
        # part of a promise may be used up already when it is made
        moments = [max(warning + JUST_AFTER, self.last or warning)] if warning else []
        return min(moments + [moment for moment, _escalation in self.answers[:1]], default=None)

    def _warn(self, request: SupportRequest, moment: datetime, until: datetime) -> None:
        for clock, part in warn_of(request, by=self.system, moment=moment):
            trigger = trigger_of(clock.metric, part)
            if trigger and not self._is_gathered(request, trigger, until - moment):
                occasion = str(clock.pk) if trigger == "no_update" else ""
                self._raise(request, moment, trigger, occasion)

    def _is_gathered(self, request: SupportRequest, trigger: str, ago: timedelta) -> bool:
        """Tell whether it stood in the letter of a morning that is long over."""
        return trigger == "broken" and request.priority >= GATHERED and ago > A_DAY

    def _raise(
        self, request: SupportRequest, moment: datetime, trigger: str, occasion: str
    ) -> None:
        raised = requests.raise_escalation(
            request, by=self.system, trigger=trigger, occasion=occasion
        )
        for each in raised:
            if each.answer_by is not None:
                soon = (each.answer_by - moment) * self.dice.uniform(0.1, 0.8)
                self.answers.append((moment + soon, each))
        self.answers.sort(key=lambda answer: answer[0])

    def _answer(self, request: SupportRequest, escalation: Escalation) -> None:
        escalation.refresh_from_db()
        person = escalation.to.first()
        if escalation.state == "raised" and person is not None:
            requests.acknowledge_escalation(request, by=person, escalation=escalation)

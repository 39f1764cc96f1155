"""One request as it is lived: a clock that only goes on, and the steps made by it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

from spoc.channels.activities import log_contact
from spoc.kit.time import at
from spoc.people.models import Person
from spoc.requests import activities as requests
from spoc.requests.activities import Classification, HandoffNote, Resolution
from spoc.requests.activities.describe import TypeFields
from spoc.requests.activities.proposals import take_over_decision
from spoc.requests.activities.reply import Words
from spoc.requests.models import SupportRequest
from spoc.world.history import arrival, manners
from spoc.world.history.cast import Cast, who_asks
from spoc.world.history.dues import Dues
from spoc.world.history.hours import when_open
from spoc.world.history.plan import CHANNELS, Planned
from spoc.world.stories import Story

BREATH = timedelta(seconds=20)


class Life:
    """A request from its first word to where it stands; each step is a real activity."""

    request: SupportRequest

    def __init__(
        self,
        cast: Cast,
        planned: Planned,
        until: datetime,
        number: int | None = None,
        like: "Life | None" = None,
    ) -> None:
        self.cast, self.planned, self.until, self.number = cast, planned, until, number
        self.dice = Random(planned.seed)
        self.clock = planned.at
        self.story: Story = like.story if like else cast.story_for(planned, self.dice)
        self.language = "sv" if self.story.community in ("schools", "water") else "en"
        self.requester = cast.person(who_asks(self.story.community, self.dice))
        self.channel = self._channel()
        on_duty = ANSWERING if self.channel == "phone" else DISPATCHERS
        self.dispatcher = cast.desk[self.dice.choices(*on_duty)[0]]
        self.agent = self.dispatcher
        self.dues = Dues(cast.system, Random(f"dues of {planned.seed}"))

    def later(self, least: float, most: float) -> None:
        """Let minutes pass; what can wait waits until the desk is open, and now is the end."""
        moment = self.clock + timedelta(minutes=self.dice.uniform(least, most))
        if sum(self.story.hurts) > 3:
            moment = when_open(moment, self.dice)
        if moment >= self.until:
            moment = self.clock + (self.until - self.clock) * self.dice.uniform(0.3, 0.6)
        self.clock = moment

    def do(self, activity: Callable[..., Any], by: Person, **words: object) -> Any:
        """Take a step at the time of the clock."""
        with self.then():
            return activity(self.request, by=by, **words)

    @contextmanager
    def then(self) -> Iterator[None]:
        """Let it be the time of the clock, after all that fell due by itself before."""
        self.dues.fall(self.request, self.clock, self.until)
        with at(self.clock):
            yield
            self.dues.end(self.request)

    def goes_on(self) -> None:
        """Let fall due by itself what has fallen due by now."""
        self.dues.fall(self.request, self.until, self.until)

    def comes(self) -> None:
        """Let it come in, and be acknowledged within the minute."""
        self.heard()
        self.clock += BREATH
        self.do(requests.acknowledge, self.cast.system)

    def heard(self) -> None:
        """Let it come in."""
        with at(self.clock):
            self.request = self._arrival()

    def read(self) -> None:
        """Say what it is."""
        self.later(4, 50)
        self.do(requests.classify, self.dispatcher, classification=self.classification)

    def handed(self) -> None:
        """Give it to somebody of the team whose service it is, or keep what one can do oneself."""
        self.later(1, 20)
        team = self.cast.services[self.story.service].team or self.cast.teams["service-desk"]
        self.agent = self.dice.choice(self.cast.members(team))
        if self.story.hurts[0] == 3 and self.dice.random() < KEPT_AT_THE_DESK:
            team, self.agent = self.cast.teams["service-desk"], self.dispatcher
        self.do(requests.assign, self.dispatcher, team=team, assignee=self.agent)

    def begun(self) -> None:
        """Begin, and tell the requester so."""
        self.later(3, 120)
        if self.request.status == "assigned":
            self.do(requests.start, self.agent)
        self.later(2, 30)
        if self.dice.random() < 0.2:
            told = manners.TALKED[self.language].format(reply=self.story.reply)
            self.do(requests.log_call, self.agent, text=told, minutes=self.dice.randrange(3, 15))
        elif self.dice.random() < 0.7:
            self.says(self.story.reply)

    def says(self, words: str) -> None:
        """Write to the requester."""
        told = manners.desk_words(words, self.requester, self.agent, self.language)
        self.do(requests.reply, self.agent, text=told)

    def noted(self) -> None:
        """Leave what the desk alone should know."""
        if self.story.note:
            self.later(5, 90)
            self.do(requests.note, self.agent, text=self.story.note)

    def asks_back(self) -> None:
        """Ask what is not known, and wait."""
        self.later(5, 60)
        told = manners.desk_words(self.story.question, self.requester, self.agent, self.language)
        self.do(requests.pause, self.agent, reason="customer", question=told)

    def answered(self) -> None:
        """Let the requester answer, the way they wrote."""
        self.later(20, 400)
        words = manners.letter_words(self.story.answer, self.requester, self.language, self.dice)
        mark = f"answer.{self.mark}"
        if self.number is None and self.channel == "email" and self.cast.may_write(self.requester):
            with self.then():
                arrival.by_answer(self.request, self.story, words, mark)
            self.request.refresh_from_db()
            return
        channel = "email" if self.channel == "email" else "portal"
        with self.then():
            contact = log_contact(
                channel,
                by=self.requester,
                person=self.requester,
                subject=self.request.title,
                body=self.story.answer,
                disposition="request_update",
            )
        heard = {"channel": channel, "words": Words(self.story.answer), "interaction": contact}
        self.do(requests.hear, self.requester, **heard)

    def escalated(self) -> None:
        """Hand it to those who can see further."""
        self.later(20, 240)
        team = self.cast.teams["infrastructure"]
        if team == self.request.team:
            team = self.cast.teams["applications"]
        note = HandoffNote(*self.dice.choice(manners.HANDOVERS[self.language]))
        self.do(requests.escalate, self.agent, team=team, note=note)
        self.agent = self.dice.choice(self.cast.members(team))

    def taken_on(self) -> None:
        """Let one of the new team take it on."""
        self.later(10, 120)
        self.do(requests.assign, self.agent, assignee=self.agent)
        if self.request.status == "assigned":
            self.do(requests.start, self.agent)
        if self.story.note and self.request.type == "incident":
            self.do(requests.diagnose, self.agent, hypothesis=self.story.note)

    def solved(self, words: str = "") -> None:
        """Meet the need and say how."""
        self.later(*TAKES[self.story.type])
        self.decided()
        self.do(requests.resolve, self.agent, resolution=self.resolution(words))

    def decided(self) -> None:
        """Let a new service be decided on, as it was before anything was kept here."""
        if self.request.type == "new_service":
            how = "declined" if self.dice.random() < DECLINED else "approved"
            reason = manners.DECIDED[how, self.language]
            self.do(take_over_decision, self.cast.system, decision=how, reason=reason)

    def resolution(self, words: str = "") -> Resolution:
        """Return how the story ends."""
        return Resolution(
            text=words or self.story.resolution,
            method=self.story.method,
            closure_code=self.story.code,
            minutes=self.dice.choice((5, 10, 10, 15, 20, 30, 45, 60, 90)),
            type_fields=self._type_fields(),
        )

    @property
    def classification(self) -> Classification:
        """Return what the story is."""
        impact, urgency = self.story.hurts
        service = self.cast.services[self.story.service]
        category = self.cast.categories[self.story.category]
        return Classification(self.story.type, service, category, impact, urgency)

    @property
    def resolved_at(self) -> datetime:
        """When it was solved last."""
        return self.request.resolved_at or self.clock

    @property
    def mark(self) -> str:
        """A word that no other request of the history has."""
        return f"{self.planned.place}.{self.planned.at:%Y%m%d%H%M%S}"

    def _channel(self) -> str:
        if self.planned.fate == "solved_at_once":
            return "phone"
        channel = self.dice.choices(list(CHANNELS), list(CHANNELS.values()))[0]
        if channel == "phone" and not self.story.call:
            return "email"
        return channel

    def _arrival(self) -> SupportRequest:
        person, story = self.requester, self.story
        is_letter = self.channel == "email"
        words = story.call if self.channel == "phone" else story.words
        if is_letter:
            words = manners.letter_words(words, person, self.language, self.dice)
        if self.number is not None:
            by = self.dispatcher if self.channel == "phone" else person
            return arrival.from_before(person, by, story, words, self.channel, self.number)
        if self.channel == "phone":
            return arrival.by_call(person, self.dispatcher, story)
        if is_letter and self.cast.may_write(person):
            return arrival.by_letter(person, story, words, self.mark)
        self.channel = "portal"
        return arrival.by_portal(person, story)

    def _type_fields(self) -> TypeFields:
        if self.story.type == "incident":
            tried = self.dice.choice(("user", "user", "test", "monitoring"))
            affected = self.dice.choice(AFFECTED[self.story.hurts[0]])
            return {
                "restored_at": self.clock,
                "verification": tried,
                "users_affected": affected,
            }
        if self.story.type == "information":
            return {"is_gap": True, "receipt": "yes"}
        if self.story.type == "fulfilment":
            return {"wanted": self.story.title, "delivered_at": self.clock}
        return {
            "need": self.story.need,
            "beneficiaries": self.dice.randrange(20, 400),
        }


KEPT_AT_THE_DESK = 0.3
DECLINED = 0.3
AFFECTED = {1: (60, 120, 400), 2: (10, 14, 25), 3: (1, 1, 2)}
# minutes from the last step to the end, at least and at most
TAKES = {
    "incident": (15, 600),
    "information": (5, 240),
    "fulfilment": (300, 4_000),
    "new_service": (1_500, 9_000),
}
ANSWERING = (("Elin Sand", "Daniel Okoro"), (65, 35))
DISPATCHERS = (("Elin Sand", "Daniel Okoro", "Sofia Berg", "Henrik Vall"), (55, 30, 11, 4))

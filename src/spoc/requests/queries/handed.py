"""Hand-over notes as the timeline shows them: one card each, with the four parts."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from markupsafe import Markup

from spoc.kit.html import paragraphs
from spoc.people.models import Person
from spoc.requests.models import Handoff
from spoc.requests.queries.handoffs import parts_of


@dataclass(frozen=True, slots=True)
class Handed:
    """A hand-over note ready to be drawn; `decision` is what the coordinator said of it."""

    pk: int
    author: Person
    via: str
    icon: str
    at: datetime
    words: Markup
    parts: list[tuple[str, Markup]]
    decision: str
    state: str
    kind: str = "handoff"
    is_fact: bool = False
    is_internal: bool = True
    files: tuple[()] = ()


def handed_of(handoff: Handoff) -> Handed:
    """Return one hand-over note ready to be drawn."""
    said = parts_of(handoff)
    return Handed(
        pk=handoff.pk,
        author=handoff.by,
        via=_via(handoff),
        icon="up",
        at=handoff.at,
        words=paragraphs("\n".join(f"{name}: {text}" for name, text in said)),
        parts=[(name, paragraphs(text)) for name, text in said],
        decision=_decision(handoff),
        state=handoff.state,
    )


def _via(handoff: Handoff) -> str:
    teams = {"team": handoff.from_team.name, "to": handoff.to_team.name}
    if handoff.state == Handoff.State.MADE:
        return _("handed it on from %(team)s to %(to)s") % teams
    return _("wanted to hand it on from %(team)s to %(to)s") % teams


def _decision(handoff: Handoff) -> str:
    if handoff.state == Handoff.State.ASKED:
        return _("The incident coordinator is asked to decide.")
    if handoff.decided_by is None:
        is_withdrawn = handoff.state == Handoff.State.DROPPED
        return _("It was resolved before the coordinator decided.") if is_withdrawn else ""
    said = {"name": handoff.decided_by.name, "reason": handoff.reason}
    if handoff.state == Handoff.State.MADE:
        return _("%(name)s let it go on: %(reason)s") % said
    return _("%(name)s kept it where it is: %(reason)s") % said

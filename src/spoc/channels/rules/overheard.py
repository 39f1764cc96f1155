"""What is said beside us in a messenger: it counts only where the conversation is one with us."""

from dataclasses import dataclass

from spoc.channels.rules.heard import Said


@dataclass(frozen=True, slots=True)
class Overheard(Said):
    """What somebody wrote without naming us; in a thread we are part of, it is meant for us."""

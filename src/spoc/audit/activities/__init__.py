"""How work is written down: an activity is one transaction, and each records facts.

activity    a step of a process: all or nothing, its subject locked
record      what happened: one fact, its reactions, and the news for open pages
on          what follows from a fact, in the same transaction
acting_through  facts of a machine that acts for somebody
nothing_follows  facts of a told past, which sets nothing in motion any more
declare     the kinds of fact an app records, each with the sentence people read
fill        words with their placeholders filled as those sentences are
later       what workers do once an activity is done
hold        a record just made needs no lock: nobody else sees it yet
announce    news for open pages that no fact tells of
seal        a digest over all facts since the last one
"""

from spoc.audit.activities.activity import ACTIVITIES, activity, announce, hold, later
from spoc.audit.activities.declare import declare, fill, kinds, label, labels, sentence
from spoc.audit.activities.record import (
    acting_through,
    machine_at_work,
    nothing_follows,
    on,
    record,
)
from spoc.audit.activities.seal import seal

__all__ = [
    "ACTIVITIES",
    "acting_through",
    "activity",
    "announce",
    "declare",
    "fill",
    "hold",
    "kinds",
    "label",
    "labels",
    "later",
    "machine_at_work",
    "nothing_follows",
    "on",
    "record",
    "seal",
    "sentence",
]

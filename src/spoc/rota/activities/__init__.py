"""What is done with the rota.

add_shift, change_shift, end_shift    who works when
import_shifts     take shifts over from a calendar file
note_absence, withdraw_absence    who is away, and who stands in
set_presence      whether somebody is here and takes new work
open_feed, revoke_feed    the address from which a calendar reads shifts
"""

from spoc.rota.activities.absence import Leave, note_absence, withdraw_absence
from spoc.rota.activities.feed import feed_of, open_feed, revoke_feed
from spoc.rota.activities.imported import Imported, import_shifts
from spoc.rota.activities.presence import set_presence
from spoc.rota.activities.shift import Planned, add_shift, change_shift, end_shift

__all__ = [
    "Imported",
    "Leave",
    "Planned",
    "add_shift",
    "change_shift",
    "end_shift",
    "feed_of",
    "import_shifts",
    "note_absence",
    "open_feed",
    "revoke_feed",
    "set_presence",
    "withdraw_absence",
]

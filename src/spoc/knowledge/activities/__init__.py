"""What is done with what the desk knows.

capture_article, write_article, translate_article, illustrate_article    what is known, in words
validate_article, publish_article    how far it is trusted, and by whom it is read
review_article, pull_review, pull_for_change, climb_review         whether it still holds
archive_article, restore_article, keep_article, license_person     who keeps it, and until when
name_known_error, end_known_error  what is known to be wrong, and is not mended yet
flag_article, settle_flag          a reader says what is wrong, and somebody deals with it
use_article, judge_use             an article is used for a request, and what came of it
transfer_article, prove_transfer, withdraw_transfer    it is handed to people, who prove it
miss, fill_miss                    what was sought and not found
bring_in                           what others wrote down, from files
contribute_reference, decide_reference, cite_reference    the library it leans on
tell_fallen, tell_proven, tell_overdue, tell_transferred    who hears of it
"""

from spoc.knowledge.activities.exchange import bring_in
from spoc.knowledge.activities.flag import flag_article, settle_flag
from spoc.knowledge.activities.known_error import end_known_error, name_known_error
from spoc.knowledge.activities.library import (
    Citation,
    cite_reference,
    contribute_reference,
    decide_reference,
)
from spoc.knowledge.activities.telling import (
    tell_fallen,
    tell_overdue,
    tell_proven,
    tell_transferred,
)
from spoc.knowledge.activities.transfer import (
    Asked,
    fill_miss,
    miss,
    prove_transfer,
    transfer_article,
    withdraw_transfer,
)
from spoc.knowledge.activities.trust import (
    archive_article,
    climb_review,
    keep_article,
    license_person,
    publish_article,
    pull_for_change,
    pull_review,
    restore_article,
    review_article,
    validate_article,
)
from spoc.knowledge.activities.use import judge_use, use_article
from spoc.knowledge.activities.write import (
    capture_article,
    illustrate_article,
    translate_article,
    write_article,
)
from spoc.knowledge.activities.writing import Draft

__all__ = [
    "Asked",
    "Citation",
    "Draft",
    "archive_article",
    "bring_in",
    "capture_article",
    "cite_reference",
    "climb_review",
    "contribute_reference",
    "decide_reference",
    "end_known_error",
    "fill_miss",
    "flag_article",
    "illustrate_article",
    "judge_use",
    "keep_article",
    "license_person",
    "miss",
    "name_known_error",
    "prove_transfer",
    "publish_article",
    "pull_for_change",
    "pull_review",
    "restore_article",
    "review_article",
    "settle_flag",
    "tell_fallen",
    "tell_overdue",
    "tell_proven",
    "tell_transferred",
    "transfer_article",
    "translate_article",
    "use_article",
    "validate_article",
    "withdraw_transfer",
    "write_article",
]

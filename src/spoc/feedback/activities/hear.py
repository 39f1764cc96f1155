"""`hear_complainant`: who complained writes more about it, such as an answer to our letter."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.feedback import access
from spoc.feedback.activities.handle import save, tell
from spoc.feedback.models import Complaint
from spoc.kit.errors import NotPossible
from spoc.kit.text import tidy
from spoc.kit.time import now
from spoc.kit.zones import zone
from spoc.people.access import demand
from spoc.people.models import Person

LONGEST_WORDS = 20_000
# all that somebody may write about one complaint
LONGEST = 200_000


@activity
def hear_complainant(complaint: Complaint, *, by: Person, words: str) -> Complaint:
    """Add what who complained writes further, under the moment it came; silence is over then."""
    demand(access.may_add_words(by, complaint))
    said = tidy(words).strip()[:LONGEST_WORDS]
    if not said:
        sentence = _("Write what you want to add.")
        raise NotPossible(sentence, fields={"words": sentence})
    if not complaint.is_open:
        raise NotPossible(_("This complaint is closed."))
    if len(complaint.words) + len(said) > LONGEST:
        raise NotPossible(_("More was written about this complaint than can be kept with it."))
    moment = now().astimezone(zone(by.lives_in))
    complaint.words = f"{complaint.words}\n\n{moment:%Y-%m-%d %H:%M}\n{said}"
    save(complaint, ["words"])
    tell("complaint.heard", complaint, by=by)
    return complaint

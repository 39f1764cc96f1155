"""The picture in front of a community's name: looked at before it is kept, then served by us."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit import store
from spoc.kit.errors import NotPossible
from spoc.kit.pictures import looks_of
from spoc.people import access
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Community, Person

LARGEST_LOGO = 200_000
WIDEST_LOGO = 2_000


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was looked at and kept; without a digest there is none."""

    digest: str = ""
    content_type: str = ""


def checked_logo(content: bytes) -> Logo:
    """Keep a picture that can stand in front of a name; say what is wrong with any other."""
    if len(content) > LARGEST_LOGO:
        raise _refused(_("The picture is larger than 200 kB: make it smaller first."))
    looks = looks_of(content)
    if looks is None:
        raise _refused(_("Choose a picture in PNG, JPEG or WebP: others are not shown."))
    if not (0 < looks.width <= WIDEST_LOGO and 0 < looks.height <= WIDEST_LOGO):
        raise _refused(_("The picture is more than 2,000 pixels wide or high: make it smaller."))
    return Logo(store.keep(content).digest, looks.content_type)


@activity
def give_logo(community: Community, *, by: Person, logo: Logo) -> Community:
    """Put a picture in front of the community's name, or take it away."""
    demand(access.may_administer(by))
    wanted = {"logo": logo.digest, "logo_type": logo.content_type}
    if changes := change(community, wanted):
        record("community.changed", community, by=by, name=community.name, changes=changes)
    return community


def _refused(sentence: str) -> NotPossible:
    return NotPossible(sentence, fields={"picture": sentence})

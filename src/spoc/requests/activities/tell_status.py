"""Writing to who follows how services are, when a major incident disturbs one of them."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from spoc.audit.activities import activity, record
from spoc.audit.queries import story
from spoc.catalogue.access import served_to
from spoc.catalogue.models import Service
from spoc.catalogue.queries import told_of
from spoc.channels.activities.announce_followers import Word, write_to_follower
from spoc.channels.models import StatusFollower
from spoc.channels.queries.announced import followers_in
from spoc.people.models import Person
from spoc.requests.models import MajorIncident, MajorUpdate, SupportRequest
from spoc.requests.rules.major import words_in

TOLD = "status.told"


@activity
def tell_status(support_request: SupportRequest, *, by: Person, update: int | None = None) -> int:
    """Write each public word of a major incident once to who follows a community it disturbs.

    Return how many were written to.
    """
    service = support_request.service
    before = story(support_request).filter(kind=TOLD, particulars__values__update=update or 0)
    if service is None or before.exists():
        return 0
    major = MajorIncident.objects.get(pk=support_request.pk)
    word = MajorUpdate.objects.filter(pk=update, major=major).first() if update else None
    found = followers_in(major.communities.values_list("pk", flat=True))
    told = [each for each in found if _is_served(each, service)]
    for follower in told:
        with override(follower.language):
            said = _word(follower, service, word)
            write_to_follower(follower, by=by, follower=follower, word=said)
    record(TOLD, support_request, by=by, update=update or 0, count=len(told))
    return len(told)


def _word(follower: StatusFollower, service: Service, word: MajorUpdate | None) -> Word:
    name = told_of(service, follower.community).name
    said = words_in(word.words, follower.language) if word else ""
    is_last = word is not None and word.is_final
    title = _("%(service)s works again") if is_last else _("Disturbance: %(service)s")
    usual = "" if is_last else _("We know of it and work on it.")
    return Word(title=title % {"service": name}, text=said or usual, is_last=is_last)


def _is_served(follower: StatusFollower, service: Service) -> bool:
    return served_to(follower.community).filter(pk=service.pk).exists()

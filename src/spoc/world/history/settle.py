"""What follows from the steps of a life, done with them: no job is left for what is past."""

from collections.abc import Sequence

from django.db.models import Q

from spoc.channels.activities.keep_unsent import keep_unsent
from spoc.channels.models import Letter
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.search.activities import index


def settle(lived: Sequence[SupportRequest], *, by: Person) -> None:
    """Keep the letters unsent and make the words findable."""
    numbers = [each.pk for each in lived]
    about = Q(noun="request", subject_id__in=numbers) | Q(marks__concerns__in=numbers)
    written = Letter.objects.filter(about, is_incoming=False, state=Letter.State.QUEUED)
    keep_unsent(written.order_by("id"), by=by)
    for number in numbers:
        index("request", number)

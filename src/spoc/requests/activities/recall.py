"""`recall`: a request from before, brought along under the number that was kept free for it."""

from django.db import connection

from spoc.audit.activities import activity, record
from spoc.kit.text import one_line, tidy
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.people.queries import entry_team
from spoc.requests import access
from spoc.requests.activities.promises import keep_promises
from spoc.requests.activities.register import DESCRIPTION_LIMIT, Registration
from spoc.requests.activities.reply import Words, say
from spoc.requests.models import SupportRequest

TAKE = """
SELECT min(number), count(*) = max(number) - min(number) + 1
FROM (SELECT nextval(pg_get_serial_sequence(%s, 'id')) AS number
      FROM generate_series(1, %s)) taken
"""


@activity
def recall(
    requester: Person, *, by: Person, number: int, registration: Registration
) -> SupportRequest:
    """Write down what was asked before there was a Spoc to ask, at the time it was asked."""
    demand(by.pk == requester.pk or access.may_register(by))
    moment = now()
    description = tidy(registration.description).strip()[:DESCRIPTION_LIMIT]
    support_request = SupportRequest.objects.create(
        pk=number,
        title=one_line(registration.title) or one_line(description, 120),
        description=description,
        channel=registration.channel,
        requester=requester,
        organisation=requester.organisation,
        community=requester.community,
        language=registration.language or requester.speaks,
        team=entry_team(),
        owner=by if by.is_at_desk and by.pk != requester.pk else None,
        created_at=moment,
        updated_at=moment,
        clock_anchor_at=moment,
        requester_spoke_at=moment,
    )
    record(
        "request.registered",
        support_request,
        by=by,
        channel=registration.channel,
        title=support_request.title,
        requester=requester.name,
    )
    channel = registration.channel
    say(support_request, author=requester, channel=channel, words=Words(description))
    if registration.interaction is not None:
        support_request.contacts.create(interaction=registration.interaction)
    keep_promises(support_request, by=by)
    return support_request


def free_numbers(count: int) -> int:
    """Keep that many numbers free, one after the other, and return the first of them."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(TAKE, [SupportRequest._meta.db_table, count])
            first, is_whole = cursor.fetchone()
        if is_whole:
            return int(first)

"""What would follow from the steps of a life by itself, done at once instead of waiting as jobs."""

from collections.abc import Sequence

from django.db import connection

from spoc.channels.activities.keep_unsent import keep_unsent
from spoc.channels.models import Letter
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.search.activities import index

TAKE_BACK = """
DELETE FROM procrastinate_jobs
WHERE id > %(after)s AND status = 'todo' AND (
  (task_name = 'spoc.channels.jobs.deliver' AND (args ->> 'letter_id')::bigint = ANY (%(letters)s))
  OR (task_name LIKE 'spoc.requests.jobs.%%' AND (args ->> 'number')::bigint = ANY (%(numbers)s))
  OR (task_name = 'spoc.search.jobs.index' AND args ->> 'noun' = 'request'
      AND (args ->> 'pk')::bigint = ANY (%(numbers)s)))
"""


def last_job() -> int:
    """Return the number of the newest job before a life begins."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])


def settle(lived: Sequence[SupportRequest], *, by: Person, after: int) -> None:
    """Keep the letters unsent, make the words findable, and take back the jobs for both.

    All in the transaction of the life: no worker ever sees those jobs.
    """
    numbers = [each.pk for each in lived]
    written = Letter.objects.filter(noun="request", subject_id__in=numbers, is_incoming=False)
    letters = list(written.order_by("id"))
    keep_unsent(letters, by=by)
    for number in numbers:
        index("request", number)
    with connection.cursor() as cursor:
        written_as = [letter.pk for letter in letters]
        cursor.execute(TAKE_BACK, {"after": after, "letters": written_as, "numbers": numbers})

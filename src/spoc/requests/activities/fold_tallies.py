"""Keep short what the database tells of each change to how many requests are open, and right."""

from django.db import connection

from spoc.requests.models import IncidentTally, OpenTally
from spoc.requests.rules import OPEN
from spoc.requests.rules.tally import LATE_MARK, SOON_MARK

# so many changes are read as quickly as their sum
MOST = 1_000
FOLD = """
WITH told AS (DELETE FROM {table} RETURNING {sort}, change)
INSERT INTO {table} ({sort}, change)
SELECT {sort}, sum(change) FROM told GROUP BY {sort} HAVING sum(change) <> 0
"""
# of one moment: whatever changes a request and what is told of it are seen together, or neither
MEND = """
INSERT INTO {table} ({sort}, change)
SELECT {sort}, sum(change) FROM (
  SELECT {sort}, -change AS change FROM {table}
  UNION ALL
  SELECT {sort}, 1 FROM (
    SELECT *, CASE WHEN due_at IS NULL OR used_mark < {soon} THEN 0
                   WHEN used_mark < {late} THEN {soon} ELSE {late} END AS mark
    FROM requests_supportrequest WHERE NOT is_restricted AND status = ANY(%s)) each
  WHERE {only}) told
GROUP BY {sort} HAVING sum(change) <> 0
"""
SORTS: dict[type[OpenTally] | type[IncidentTally], str] = {
    OpenTally: "team_id, assignee_id, status, pending_reason, mark",
    IncidentTally: "team_id, service_id, is_major",
}
ONLY = {OpenTally: "true", IncidentTally: "type = 'incident'"}


def fold_tallies(most: int = MOST) -> None:
    """Put the sum in the place of the changes of each sort, where there are more than so many.

    It is one statement: whoever reads meanwhile finds either, and what is told meanwhile stays.
    """
    for model, sort in SORTS.items():
        sorts = model.objects.order_by().values(*sort.split(", ")).distinct()
        if model.objects.count() > sorts.count() + most:
            with connection.cursor() as cursor:
                cursor.execute(FOLD.format(table=model._meta.db_table, sort=sort))


def mend_tallies() -> int:
    """Count anew, and add what is lacking where somebody wrote past the triggers; return how many.

    So many sorts were wrong. Nobody waits for it, and it waits for nobody.
    """
    wrong = 0
    for model, sort in SORTS.items():
        words = MEND.format(
            table=model._meta.db_table, sort=sort, only=ONLY[model], soon=SOON_MARK, late=LATE_MARK
        )
        with connection.cursor() as cursor:
            cursor.execute(words, [[str(status) for status in OPEN]])
            wrong += cursor.rowcount
    return wrong

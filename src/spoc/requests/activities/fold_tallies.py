"""Keep short what the database tells of each change to how many requests are open."""

from django.db import connection

from spoc.requests.models import IncidentTally, OpenTally

# so many changes are read as quickly as their sum
MOST = 1_000
FOLD = """
WITH told AS (DELETE FROM {table} RETURNING {sort}, change)
INSERT INTO {table} ({sort}, change)
SELECT {sort}, sum(change) FROM told GROUP BY {sort} HAVING sum(change) <> 0
"""
SORTS: dict[type[OpenTally] | type[IncidentTally], str] = {
    OpenTally: "team_id, assignee_id, status, pending_reason, mark",
    IncidentTally: "team_id, service_id, is_major",
}


def fold_tallies(most: int = MOST) -> None:
    """Put the sum in the place of the changes of each sort, where there are more than so many.

    It is one statement: whoever reads meanwhile finds either, and what is told meanwhile stays.
    """
    for model, sort in SORTS.items():
        sorts = model.objects.order_by().values(*sort.split(", ")).distinct()
        if model.objects.count() > sorts.count() + most:
            with connection.cursor() as cursor:
                cursor.execute(FOLD.format(table=model._meta.db_table, sort=sort))

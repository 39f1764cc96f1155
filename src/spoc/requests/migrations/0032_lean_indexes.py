"""What is written with every change of a request: no index twice, and none of what is empty.

And the queues are counted without reading a request.
"""

import django.db.models.deletion
from django.db import migrations, models

from spoc.kit.together import Together

TABLE = "requests_supportrequest"
OPEN = ["new", "classified", "assigned", "in_progress", "pending", "resolved"]
TRIAGE = ("queue_rank", "criticality", "due_rank", "vip_rank", "created_at", "id")
IS_OPEN = models.Q(status__in=OPEN)
NEW = (
    models.Index(
        fields=["team", *TRIAGE],
        include=["is_restricted"],
        condition=IS_OPEN,
        name="request_of_team",
    ),
    models.Index(
        fields=[*TRIAGE],
        include=["is_restricted", "status", "priority", "type"],
        condition=IS_OPEN,
        name="request_in_order",
    ),
    models.Index(
        fields=["assignee", *TRIAGE],
        include=["is_restricted"],
        condition=IS_OPEN,
        name="request_of_person",
    ),
    models.Index(
        fields=[*TRIAGE],
        include=["is_restricted"],
        condition=models.Q(status="new"),
        name="request_to_classify",
    ),
    models.Index(
        fields=["on_behalf_of", "-id"],
        condition=models.Q(on_behalf_of__isnull=False),
        name="request_on_behalf",
    ),
    models.Index(
        fields=["merged_into"],
        condition=models.Q(merged_into__isnull=False),
        name="request_merged",
    ),
)
POINTERS = {
    "requester": ("people.person", "requests", False),
    "on_behalf_of": ("people.person", "requests_for", True),
    "organisation": ("people.organisation", "requests", True),
    "merged_into": ("requests.supportrequest", "merged", True),
}

# the same as the database makes them, so that each step may be taken again where it was killed
KEYS = ", ".join(TRIAGE)
IN_STATES = f"status IN ({', '.join(repr(each) for each in OPEN)})"
MADE = {
    "request_of_team": f"(team_id, {KEYS}) INCLUDE (is_restricted) WHERE {IN_STATES}",
    "request_in_order": f"({KEYS}) INCLUDE (is_restricted, status, priority, type)"
    f" WHERE {IN_STATES}",
    "request_of_person": f"(assignee_id, {KEYS}) INCLUDE (is_restricted) WHERE {IN_STATES}",
    "request_to_classify": f"({KEYS}) INCLUDE (is_restricted) WHERE status = 'new'",
    "request_on_behalf": "(on_behalf_of_id, id DESC) WHERE on_behalf_of_id IS NOT NULL",
    "request_merged": "(merged_into_id) WHERE merged_into_id IS NOT NULL",
}
GONE = {
    "request_queue": f"(team_id, {KEYS}) WHERE {IN_STATES}",
    "request_open": f"({KEYS}) WHERE {IN_STATES}",
    "request_mine": f"(assignee_id, {KEYS}) WHERE {IN_STATES}",
    "request_unclassified": f"({KEYS}) WHERE status = 'new'",
    f"{TABLE}_requester_id_8b9552be": "(requester_id)",
    f"{TABLE}_on_behalf_of_id_577e8c33": "(on_behalf_of_id)",
    f"{TABLE}_organisation_id_3da8f7d4": "(organisation_id)",
    f"{TABLE}_merged_into_id_422dc97e": "(merged_into_id)",
}
# one that was being made when the upgrade was killed is not whole: it is made anew
HALF_MADE = f"""
DO $$ DECLARE half name; BEGIN
  FOR half IN SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = '{TABLE}'::regclass AND NOT i.indisvalid
  LOOP EXECUTE format('DROP INDEX %I', half); END LOOP;
END $$
"""


def make(indexes: dict[str, str]) -> list[str]:
    """Return what makes these indexes while everybody goes on writing."""
    return [
        f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON {TABLE} {what}"
        for name, what in indexes.items()
    ]


def drop(indexes: dict[str, str]) -> list[str]:
    """Return what drops them, likewise."""
    return [f"DROP INDEX CONCURRENTLY IF EXISTS {name}" for name in indexes]


def pointer(to: str, back: str, *, is_optional: bool) -> models.Field:
    """Return a pointer without an index of its own."""
    return models.ForeignKey(
        to,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=back,
        null=is_optional,
        db_index=False,
    )


class Migration(migrations.Migration):
    # nobody waits while they are made
    atomic = False
    dependencies = [("requests", "0031_tallies")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL([HALF_MADE], []),
                migrations.RunSQL(make(MADE), drop(MADE)),
                migrations.RunSQL(drop(GONE), make(GONE)),
                migrations.RunSQL([], [HALF_MADE]),
            ],
            # the pointers stay what they are in the database: only their indexes go
            state_operations=[
                Together(
                    [
                        *(migrations.AddIndex("supportrequest", each) for each in NEW),
                        *(
                            migrations.RemoveIndex("supportrequest", name)
                            for name in GONE
                            if name.startswith("request_")
                        ),
                        *(
                            migrations.AlterField(
                                "supportrequest", name, pointer(to, back, is_optional=is_optional)
                            )
                            for name, (to, back, is_optional) in POINTERS.items()
                        ),
                    ]
                )
            ],
        ),
    ]

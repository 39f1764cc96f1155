"""What the tallies of the board leave over is found without reading what is open."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

from spoc.kit.together import Together

OPEN = ["new", "classified", "assigned", "in_progress", "pending", "resolved"]
TO_ALL = models.Q(status__in=OPEN) & models.Q(is_restricted=False)
PROMISED = TO_ALL & models.Q(due_at__isnull=False)
SORT = ("team", "assignee", "status", "pending_reason", "used_mark")
BOARD = (
    *("id", "type", "service", "is_major", "due_at", "used_mark", "created_at"),
    *("is_restricted", "organisation", "community"),
)


def index(name: str, *fields: str, on: models.Q, include: tuple[str, ...] = ()) -> models.Index:
    """Return an index over what is open, or part of it."""
    return models.Index(fields=fields, include=include, condition=on, name=name)


NEW = (
    index("request_slipped", "due_at", on=PROMISED & models.Q(used_mark__lt=100), include=SORT),
    index("request_spared", "due_at", on=PROMISED & models.Q(used_mark__gte=100), include=SORT),
    index("request_oldest_of_team", "team", "created_at", on=TO_ALL),
    index("request_oldest_of_person", "assignee", "created_at", on=TO_ALL),
    index(
        "request_oldest_waiting",
        *("pending_reason", "created_at"),
        on=models.Q(status="pending", is_restricted=False),
        include=("team",),
    ),
    index(
        "request_youngest",
        "created_at",
        on=models.Q(status="new", is_restricted=False),
        include=("team", "assignee"),
    ),
    index(
        "request_by_solution",
        "resolved_at",
        on=models.Q(resolved_at__isnull=False),
        include=("is_restricted", "id"),
    ),
    index(
        "request_restricted",
        *("team", "assignee", "status", "pending_reason"),
        on=models.Q(status__in=OPEN) & models.Q(is_restricted=True),
        include=BOARD,
    ),
)


class Migration(migrations.Migration):
    # nobody waits while they are made
    atomic = False
    dependencies = [("requests", "0029_handed_out")]

    operations = [
        # one that was being made when the upgrade was killed is not whole: it is made anew
        migrations.RunSQL([f"DROP INDEX IF EXISTS {each.name}" for each in NEW], []),
        Together([AddIndexConcurrently(model_name="supportrequest", index=each) for each in NEW]),
    ]

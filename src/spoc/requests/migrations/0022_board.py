"""What is open is counted for the board over an index alone, and found by service and category."""

from django.db import migrations, models

OPEN = ["new", "classified", "assigned", "in_progress", "pending", "resolved"]
BOARD = (
    *("id", "type", "service", "is_major", "due_at", "used_mark", "created_at"),
    *("is_restricted", "organisation", "community"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0021_queue_counts"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="supportrequest",
            index=models.Index(
                condition=models.Q(("status__in", OPEN)),
                fields=["team", "assignee", "status", "pending_reason"],
                include=BOARD,
                name="request_board",
            ),
        ),
        migrations.AddIndex(
            model_name="supportrequest",
            index=models.Index(
                fields=["created_at"],
                include=["is_restricted", "id"],
                name="request_by_creation",
            ),
        ),
        *(
            migrations.AddIndex(
                model_name="supportrequest",
                index=models.Index(
                    condition=models.Q(("status__in", OPEN)),
                    fields=[what, "-id"],
                    name=f"request_open_of_{what}",
                ),
            )
            for what in ("service", "category")
        ),
    ]

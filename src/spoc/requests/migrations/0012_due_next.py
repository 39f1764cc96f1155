"""What is due next is found at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0011_major_incidents"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="supportrequest",
            index=models.Index(
                condition=models.Q(
                    ("due_at__isnull", False),
                    (
                        "status__in",
                        ["new", "classified", "assigned", "in_progress", "pending", "resolved"],
                    ),
                ),
                fields=["due_at", "id"],
                name="request_due",
            ),
        ),
    ]

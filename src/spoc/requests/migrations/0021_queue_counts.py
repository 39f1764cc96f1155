"""What is not classified, and what nobody can be found for, is counted without reading the rest."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0020_composer"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="supportrequest",
            index=models.Index(
                condition=models.Q(("status", "new")),
                fields=["queue_rank", "criticality", "due_rank", "vip_rank", "created_at", "id"],
                name="request_unclassified",
            ),
        ),
        migrations.AddIndex(
            model_name="supportrequest",
            index=models.Index(
                condition=models.Q(("status", "classified"), ("unroutable_at__isnull", False)),
                fields=["unroutable_at"],
                name="request_unroutable",
            ),
        ),
    ]

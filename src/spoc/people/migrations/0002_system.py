"""The system is a person too; and the table that rate limits are counted in."""

from django.db import migrations
from django.utils import timezone


def add_system(apps, schema_editor):
    person = apps.get_model("people", "Person")
    person.objects.get_or_create(
        kind="system",
        defaults={
            "name": "Spoc",
            "sort_name": "spoc",
            "password": "!",
            "created_at": timezone.now(),
        },
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RunPython(add_system, migrations.RunPython.noop),
        migrations.RunSQL(
            """
            CREATE TABLE spoc_cache (
              cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
            );
            CREATE INDEX spoc_cache_expires ON spoc_cache (expires);
            """,
            "DROP TABLE spoc_cache",
        ),
    ]

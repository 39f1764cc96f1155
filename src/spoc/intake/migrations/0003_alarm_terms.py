"""From where on alarms flap and storm is set, no longer fixed."""

from django.db import migrations, models

import spoc.kit.quick


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_calls_and_postings")]

    operations = [
        migrations.CreateModel(
            name="AlarmTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("flap_changes", models.PositiveSmallIntegerField(default=5)),
                ("flap_minutes", models.PositiveSmallIntegerField(default=15)),
                ("quiet_minutes", models.PositiveSmallIntegerField(default=15)),
                ("storm_alarms", models.PositiveSmallIntegerField(default=20)),
                ("storm_minutes", models.PositiveSmallIntegerField(default=1)),
                ("storm_quiet_minutes", models.PositiveSmallIntegerField(default=10)),
            ],
            options={"verbose_name_plural": "alarm terms"},
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
    ]

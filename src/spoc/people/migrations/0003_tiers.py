"""The tiers of support as rows, each with a time box."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_system")]

    operations = [
        migrations.CreateModel(
            name="Tier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=1, unique=True)),
                ("box_minutes", models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__in", ["0", "1", "2", "3", "X"])),
                        name="tier_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("box_minutes", None),
                            ("box_minutes__range", (1, 1440)),
                            _connector="OR",
                        ),
                        name="tier_box_is_a_day_at_most",
                    ),
                ],
            },
        ),
    ]

"""Proposals to take clocks out of the measures."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("service_levels", "0004_editions_of_agreements"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("proposed_at", models.DateTimeField()),
                ("is_accepted", models.BooleanField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="service_levels.clock",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_accepted", None)),
                        fields=["proposed_at"],
                        name="exemption_to_decide",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_accepted", None)),
                        fields=("clock",),
                        name="exemption_is_proposed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_accepted", None), ("decided_at__isnull", False), _connector="XOR"
                        ),
                        name="exemption_decided_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("is_accepted", False), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="exemption_declined_says_why",
                    ),
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_system"),
        ("requests", "0010_dispatch"),
    ]

    operations = [
        migrations.CreateModel(
            name="MajorTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("people", models.PositiveIntegerField(default=100)),
                ("share", models.PositiveSmallIntegerField(default=20)),
                ("alike", models.PositiveSmallIntegerField(default=8)),
                ("alike_minutes", models.PositiveSmallIntegerField(default=30)),
                ("time_used", models.PositiveSmallIntegerField(default=75)),
                ("cadence_minutes", models.PositiveSmallIntegerField(default=30)),
                ("review_weekdays", models.PositiveSmallIntegerField(default=5)),
            ],
            options={
                "verbose_name_plural": "major terms",
            },
        ),
        migrations.CreateModel(
            name="MajorIncident",
            fields=[
                (
                    "support_request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="major",
                        serialize=False,
                        to="requests.supportrequest",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("proposed", "proposed"),
                            ("declined", "declined"),
                            ("active", "active"),
                            ("restored", "restored"),
                            ("reviewed", "reviewed"),
                            ("closed", "closed"),
                            ("downgraded", "downgraded"),
                        ],
                        max_length=10,
                    ),
                ),
                ("criteria", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.CharField(blank=True, max_length=300)),
                (
                    "coordinator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="coordinated_majors",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cadence_minutes", models.PositiveSmallIntegerField(default=30)),
                ("next_update_at", models.DateTimeField(null=True)),
                ("missed_at", models.DateTimeField(null=True)),
                ("restored_at", models.DateTimeField(null=True)),
                (
                    "verification",
                    models.CharField(
                        blank=True,
                        choices=[("user", "user"), ("test", "test"), ("monitoring", "monitoring")],
                        max_length=10,
                    ),
                ),
                ("review_due_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("communities", models.ManyToManyField(related_name="+", to="people.community")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("state__in", ["proposed", "active", "restored", "reviewed"])
                        ),
                        fields=["state"],
                        name="major_live",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                (
                                    "proposed",
                                    "declined",
                                    "active",
                                    "restored",
                                    "reviewed",
                                    "closed",
                                    "downgraded",
                                ),
                            )
                        ),
                        name="major_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["active", "restored", "reviewed", "closed"]),
                                _negated=True,
                            ),
                            models.Q(("coordinator__isnull", False), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="major_declared_has_a_coordinator",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("decision_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="major_declined_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["restored", "reviewed", "closed"]), _negated=True
                            ),
                            models.Q(
                                ("restored_at__isnull", False), ("review_due_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="major_restored_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MajorUpdate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "major",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="updates",
                        to="requests.majorincident",
                    ),
                ),
                ("words", models.JSONField(default=dict)),
                ("internal", models.TextField(blank=True)),
                (
                    "method",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("article", "article"),
                            ("workaround", "workaround"),
                            ("fix", "fix"),
                            ("change", "change"),
                            ("fulfilled", "fulfilled"),
                            ("advice", "advice"),
                            ("self_service", "self_service"),
                            ("no_action", "no_action"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "closure_code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("solved", "solved"),
                            ("workaround", "workaround"),
                            ("answered", "answered"),
                            ("delivered", "delivered"),
                            ("handed_to_portfolio", "handed_to_portfolio"),
                            ("no_fault_found", "no_fault_found"),
                            ("not_reproducible", "not_reproducible"),
                            ("user_solved", "user_solved"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="MajorDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "update",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="requests.majorupdate",
                    ),
                ),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="requests.supportrequest",
                    ),
                ),
                (
                    "reached",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="requests.supportrequest",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("told", "told"),
                            ("resolved", "resolved"),
                            ("left_out", "left_out"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=600)),
                ("at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name_plural": "major deliveries",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["update", "id"],
                        name="major_delivery_waits",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("update", "support_request"), name="major_delivery_is_once"
                    ),
                    models.UniqueConstraint(
                        fields=("update", "reached"), name="major_update_reaches_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MajorReview",
            fields=[
                (
                    "major",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="review",
                        serialize=False,
                        to="requests.majorincident",
                    ),
                ),
                ("happened", models.TextField()),
                ("timeline", models.TextField()),
                ("cause", models.TextField()),
                ("learnt", models.TextField()),
                ("attended", models.CharField(max_length=600)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MajorAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="requests.majorreview",
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("due_on", models.DateField()),
            ],
        ),
    ]

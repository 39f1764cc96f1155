import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0002_self_help"),
        ("people", "0009_manager"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Procedure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "process",
                    models.CharField(
                        choices=[
                            ("contact", "contact"),
                            ("request", "request"),
                            ("incident", "incident"),
                            ("major_incident", "major_incident"),
                            ("escalation", "escalation"),
                            ("problem", "problem"),
                            ("change", "change"),
                            ("release", "release"),
                            ("catalogue", "catalogue"),
                            ("service_level", "service_level"),
                            ("supplier", "supplier"),
                            ("customer", "customer"),
                            ("knowledge", "knowledge"),
                            ("security", "security"),
                            ("complaint", "complaint"),
                            ("rota", "rota"),
                            ("management", "management"),
                            ("other", "other"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("desk", "desk"), ("users", "users"), ("public", "public")],
                        default="desk",
                        max_length=6,
                    ),
                ),
                ("review_months", models.PositiveSmallIntegerField(default=12)),
                ("days_to_read", models.PositiveSmallIntegerField(default=14)),
                ("created_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("communities", models.ManyToManyField(related_name="+", to="people.community")),
                (
                    "governing",
                    models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("teams", models.ManyToManyField(related_name="+", to="people.team")),
            ],
            options={
                "indexes": [models.Index(fields=["process", "id"], name="procedure_by_process")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "process__in",
                                (
                                    "contact",
                                    "request",
                                    "incident",
                                    "major_incident",
                                    "escalation",
                                    "problem",
                                    "change",
                                    "release",
                                    "catalogue",
                                    "service_level",
                                    "supplier",
                                    "customer",
                                    "knowledge",
                                    "security",
                                    "complaint",
                                    "rota",
                                    "management",
                                    "other",
                                ),
                            )
                        ),
                        name="procedure_process_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ("desk", "users", "public"))),
                        name="procedure_audience_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("approved", "approved"),
                            ("published", "published"),
                            ("superseded", "superseded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("words", models.TextField()),
                ("told", models.JSONField(default=dict)),
                ("change", models.CharField(blank=True, max_length=300)),
                ("written_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                ("published_at", models.DateTimeField(null=True)),
                ("review_on", models.DateField(null=True)),
                ("review_told_at", models.DateTimeField(null=True)),
                ("superseded_at", models.DateTimeField(null=True)),
                (
                    "approver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="knowledge.procedure",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("review_told_at", None), ("state", "published")),
                        fields=["review_on"],
                        name="procedure_to_review",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure", "number"), name="procedure_version_is_one"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("procedure",),
                        name="procedure_in_force_is_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "approved"])),
                        fields=("procedure",),
                        name="procedure_in_making_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "approved", "published", "superseded"])
                        ),
                        name="procedure_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approved_at", None), ("approver", None), ("state", "draft")),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("approved_at__isnull", False),
                                ("approver__isnull", False),
                                models.Q(("approver", models.F("author")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="procedure_approved_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("state__in", ["draft", "approved"])),
                            models.Q(
                                models.Q(("state__in", ["draft", "approved"]), _negated=True),
                                ("published_at__isnull", False),
                                ("review_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="procedure_published_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("reader", "reader"),
                            ("customer", "customer"),
                            ("governing", "governing"),
                        ],
                        default="reader",
                        max_length=9,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("told_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acknowledgements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "procedure_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledgements",
                        to="knowledge.procedureversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("at", None)),
                        fields=["person"],
                        name="acknowledgement_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("at", None), ("reminded_at", None)),
                        fields=["due_on"],
                        name="acknowledgement_to_remind",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("procedure_version", "person"), name="acknowledgement_is_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__in", ("reader", "customer", "governing"))),
                        name="acknowledgement_capacity_known",
                    ),
                ],
            },
        ),
    ]

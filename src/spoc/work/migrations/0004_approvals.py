"""Approvals: rounds, what each approver says, and deputies."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "__first__"),
        ("work", "0003_tasks"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApprovalRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("noun", models.CharField(max_length=40)),
                ("subject_id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True)),
                ("told", models.JSONField(default=list)),
                ("price", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("currency", models.CharField(blank=True, max_length=3)),
                (
                    "rule",
                    models.CharField(
                        choices=[
                            ("all", "all"),
                            ("any", "any"),
                            ("sequence", "sequence"),
                            ("quorum", "quorum"),
                        ],
                        default="all",
                        max_length=8,
                    ),
                ),
                ("quorum", models.PositiveSmallIntegerField(default=0)),
                ("is_asker_barred", models.BooleanField(default=False)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("approved", "approved"),
                            ("denied", "denied"),
                            ("expired", "expired"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("mark", models.CharField(blank=True, max_length=200)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "beneficiary",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["noun", "subject_id", "id"], name="approval_round_of"),
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["due_at"],
                        name="approval_round_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "approved", "denied", "expired", "withdrawn"])
                        ),
                        name="approval_round_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rule__in", ["all", "any", "sequence", "quorum"])),
                        name="approval_round_rule_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="approval_round_asks_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at", None), ("state", "open")),
                            models.Q(
                                models.Q(("state", "open"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="approval_round_settled_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputises_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deputies",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "begins_at"], name="deputy_of_person"),
                    models.Index(fields=["deputy", "begins_at"], name="deputy_by_deputy"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("deputy", models.F("person")), _negated=True),
                        name="deputy_is_somebody_else",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_at", None),
                            ("ends_at__gt", models.F("begins_at")),
                            _connector="OR",
                        ),
                        name="deputy_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("requested", "requested"),
                            ("approved", "approved"),
                            ("denied", "denied"),
                            ("expired", "expired"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("requested_at", models.DateTimeField(null=True)),
                ("remind_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "through",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("page", "page"),
                            ("portal", "portal"),
                            ("mail", "mail"),
                            ("answer", "answer"),
                            ("api", "api"),
                        ],
                        max_length=8,
                    ),
                ),
                ("link_version", models.PositiveIntegerField(default=1)),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approvals_decided",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delegate",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="delegated_approvals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to="work.approvalround",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "requested")),
                        fields=["approver", "id"],
                        name="approval_of_person",
                    ),
                    models.Index(
                        condition=models.Q(("delegate__isnull", False), ("state", "requested")),
                        fields=["delegate", "id"],
                        name="approval_of_delegate",
                    ),
                    models.Index(
                        condition=models.Q(("decided_by__isnull", False)),
                        fields=["decided_by", "-decided_at", "-id"],
                        name="approval_decided_by",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("remind_at__isnull", False),
                            ("reminded_at", None),
                            ("state", "requested"),
                        ),
                        fields=["remind_at"],
                        name="approval_to_remind",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "approver"), name="approval_asked_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "waiting",
                                    "requested",
                                    "approved",
                                    "denied",
                                    "expired",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="approval_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state__in", ["approved", "denied"]),
                            ),
                            models.Q(
                                models.Q(("state__in", ["approved", "denied"]), _negated=True),
                                ("decided_at", None),
                                ("decided_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="approval_decided_says_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "denied"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="approval_denied_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("delegate", None),
                            models.Q(("delegate", models.F("approver")), _negated=True),
                            _connector="OR",
                        ),
                        name="approval_delegate_is_somebody_else",
                    ),
                ],
            },
        ),
    ]

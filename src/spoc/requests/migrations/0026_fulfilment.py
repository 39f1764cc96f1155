"""Orders keep the terms they were ordered on, and wait for their approval before work begins."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import spoc.kit.quick
import spoc.kit.together


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_offerings"),
        ("people", "0009_manager"),
        ("people", "__first__"),
        ("requests", "0025_entry_through"),
    ]

    operations = [
        migrations.CreateModel(
            name="Basket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("ordered", "ordered")],
                        default="open",
                        max_length=7,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("ordered_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="baskets",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("person",),
                        name="basket_open_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "ordered"), ("ordered_at", None), _connector="XOR"
                        ),
                        name="basket_ordered_says_when",
                    ),
                ],
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="BasketItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveSmallIntegerField(default=1)),
                ("answers", models.JSONField(default=dict)),
                ("added_at", models.DateTimeField()),
                (
                    "basket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="requests.basket",
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.offering",
                    ),
                ),
                (
                    "requested_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        spoc.kit.together.Together(
            operations=[
                migrations.AddField(
                    model_name="fulfilment",
                    name="offering_version",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="catalogue.offeringversion",
                    ),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="stage",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("checking", "checking"),
                            ("approving", "approving"),
                            ("fulfilling", "fulfilling"),
                            ("delivered", "delivered"),
                            ("accepted", "accepted"),
                            ("refused", "refused"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="purpose",
                    field=models.CharField(
                        choices=[("begin", "begin"), ("change", "change"), ("end", "end")],
                        default="begin",
                        max_length=6,
                    ),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="requested_for",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="answers",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="price",
                    field=models.DecimalField(decimal_places=2, max_digits=12, null=True),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="currency",
                    field=models.CharField(blank=True, max_length=3),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="basket",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="requests.basket",
                    ),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="refused_code",
                    field=models.CharField(blank=True, max_length=20),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="refused_reason",
                    field=models.CharField(blank=True, max_length=300),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="alternative",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.offering",
                    ),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="subscription",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="catalogue.subscription",
                    ),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="licences_taken",
                    field=models.PositiveSmallIntegerField(default=0),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="instance_id",
                    field=models.BigIntegerField(null=True),
                ),
                migrations.AddField(
                    model_name="fulfilment",
                    name="is_automatic",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddIndex(
                    model_name="fulfilment",
                    index=models.Index(
                        condition=models.Q(("stage", ""), _negated=True),
                        fields=["stage", "-support_request"],
                        name="order_by_stage",
                    ),
                ),
                migrations.AddIndex(
                    model_name="fulfilment",
                    index=models.Index(
                        condition=models.Q(("instance_id__isnull", False)),
                        fields=["instance_id"],
                        name="order_by_instance",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fulfilment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "stage__in",
                                (
                                    "",
                                    "checking",
                                    "approving",
                                    "fulfilling",
                                    "delivered",
                                    "accepted",
                                    "refused",
                                    "withdrawn",
                                ),
                            )
                        ),
                        name="order_stage_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fulfilment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("stage", ""), ("offering_version__isnull", False), _connector="XOR"
                        ),
                        name="order_stage_is_of_an_offering",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fulfilment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("stage", "refused"), ("refused_code", ""), _connector="XOR"
                        ),
                        name="order_refused_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="fulfilment",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage__in", ["delivered", "accepted"]), _negated=True),
                            ("delivered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="order_delivered_says_when",
                    ),
                ),
                migrations.AlterField(
                    model_name="supportrequest",
                    name="pending_reason",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("customer", "customer"),
                            ("scheduled", "scheduled"),
                            ("supplier", "supplier"),
                            ("approval", "approval"),
                        ],
                        max_length=12,
                    ),
                ),
                migrations.RemoveConstraint(
                    model_name="supportrequest",
                    name="request_in_progress_has_an_assignee",
                ),
                migrations.AddConstraint(
                    model_name="supportrequest",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["in_progress", "pending"]), _negated=True),
                            ("assignee__isnull", False),
                            models.Q(("pending_reason", "approval"), ("status", "pending")),
                            _connector="OR",
                        ),
                        name="request_in_progress_has_an_assignee",
                    ),
                ),
                migrations.RemoveIndex(
                    model_name="supportrequest",
                    name="request_queue",
                ),
                migrations.RemoveIndex(
                    model_name="supportrequest",
                    name="request_open",
                ),
                migrations.RemoveIndex(
                    model_name="supportrequest",
                    name="request_mine",
                ),
                migrations.RemoveIndex(
                    model_name="supportrequest",
                    name="request_unclassified",
                ),
                migrations.RemoveField(
                    model_name="supportrequest",
                    name="queue_rank",
                ),
                migrations.AddField(
                    model_name="supportrequest",
                    name="queue_rank",
                    field=models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("priority"),
                                    "-",
                                    models.Case(
                                        models.When(priority__gte=4, then=2, used_mark__gte=100),
                                        models.When(priority__gte=3, then=1, used_mark__gte=75),
                                        default=0,
                                        output_field=models.PositiveSmallIntegerField(),
                                    ),
                                ),
                                "+",
                                models.Case(
                                    models.When(is_major=True, then=0),
                                    default=10,
                                    output_field=models.PositiveSmallIntegerField(),
                                ),
                            ),
                            "+",
                            models.Case(
                                models.When(
                                    pending_reason__in=("customer", "scheduled", "approval"),
                                    status="pending",
                                    then=100,
                                ),
                                models.When(status="resolved", then=200),
                                default=0,
                                output_field=models.PositiveSmallIntegerField(),
                            ),
                        ),
                        output_field=models.PositiveSmallIntegerField(),
                    ),
                ),
                migrations.AddIndex(
                    model_name="supportrequest",
                    index=models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "new",
                                    "classified",
                                    "assigned",
                                    "in_progress",
                                    "pending",
                                    "resolved",
                                ],
                            )
                        ),
                        fields=[
                            "team",
                            "queue_rank",
                            "criticality",
                            "due_rank",
                            "vip_rank",
                            "created_at",
                            "id",
                        ],
                        name="request_queue",
                    ),
                ),
                migrations.AddIndex(
                    model_name="supportrequest",
                    index=models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "new",
                                    "classified",
                                    "assigned",
                                    "in_progress",
                                    "pending",
                                    "resolved",
                                ],
                            )
                        ),
                        fields=[
                            "queue_rank",
                            "criticality",
                            "due_rank",
                            "vip_rank",
                            "created_at",
                            "id",
                        ],
                        name="request_open",
                    ),
                ),
                migrations.AddIndex(
                    model_name="supportrequest",
                    index=models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "new",
                                    "classified",
                                    "assigned",
                                    "in_progress",
                                    "pending",
                                    "resolved",
                                ],
                            )
                        ),
                        fields=[
                            "assignee",
                            "queue_rank",
                            "criticality",
                            "due_rank",
                            "vip_rank",
                            "created_at",
                            "id",
                        ],
                        name="request_mine",
                    ),
                ),
                migrations.AddIndex(
                    model_name="supportrequest",
                    index=models.Index(
                        condition=models.Q(("status", "new")),
                        fields=[
                            "queue_rank",
                            "criticality",
                            "due_rank",
                            "vip_rank",
                            "created_at",
                            "id",
                        ],
                        name="request_unclassified",
                    ),
                ),
            ],
        ),
    ]

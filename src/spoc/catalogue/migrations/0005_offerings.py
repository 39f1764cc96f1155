import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import spoc.kit.quick
import spoc.kit.together


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_voices"),
        ("people", "0009_manager"),
        ("people", "__first__"),
        ("workflow", "0001_processes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Offering",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("names", models.JSONField(default=dict)),
                ("key", models.SlugField(unique=True)),
                ("told", models.JSONField(default=dict)),
                ("words", models.JSONField(default=list)),
                ("icon", models.CharField(default="fulfilment", max_length=20)),
                ("rank", models.PositiveSmallIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("published", "published"),
                            ("suspended", "suspended"),
                            ("retired", "retired"),
                        ],
                        default="draft",
                        max_length=9,
                    ),
                ),
                ("state_reason", models.TextField(blank=True)),
                ("roles", models.JSONField(default=list)),
                ("is_for_managers", models.BooleanField(default=False)),
                ("is_public", models.BooleanField(default=False)),
                ("is_requestable_for_others", models.BooleanField(default=True)),
                ("licences_left", models.PositiveIntegerField(null=True)),
                ("available_from", models.DateField(null=True)),
                ("available_until", models.DateField(null=True)),
                ("form", models.JSONField(default=list)),
                ("approvals", models.JSONField(default=dict)),
                ("lead_days", models.PositiveSmallIntegerField(null=True)),
                ("price", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("currency", models.CharField(default="SEK", max_length=3)),
                (
                    "period",
                    models.CharField(
                        choices=[("once", "once"), ("monthly", "monthly"), ("yearly", "yearly")],
                        default="once",
                        max_length=7,
                    ),
                ),
                ("is_subscription", models.BooleanField(default=False)),
                ("needs_identity", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "category",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.category",
                    ),
                ),
                (
                    "communities",
                    models.ManyToManyField(related_name="offerings", to="people.community"),
                ),
                (
                    "definition",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offerings",
                        to="workflow.definition",
                    ),
                ),
                (
                    "organisations",
                    models.ManyToManyField(related_name="offerings", to="people.organisation"),
                ),
                (
                    "prerequisite",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opens",
                        to="catalogue.offering",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offerings",
                        to="catalogue.service",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.team",
                    ),
                ),
            ],
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="OfferingVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("snapshot", models.JSONField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("published_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="catalogue.offering",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("offering", "number"), name="offering_version_is_numbered_once"
                    )
                ],
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("quantity", models.PositiveIntegerField(default=1)),
                ("details", models.JSONField(default=dict)),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("end_reason", models.CharField(blank=True, max_length=300)),
                ("request_number", models.BigIntegerField(null=True)),
                ("ended_request_number", models.BigIntegerField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="catalogue.offering",
                    ),
                ),
                (
                    "offering_version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.offeringversion",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="people.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="catalogue.service",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until", None)),
                        fields=["holder", "offering"],
                        name="subscription_held",
                    ),
                    models.Index(fields=["offering", "id"], name="subscription_by_offering"),
                    models.Index(
                        fields=["organisation", "id"], name="subscription_by_organisation"
                    ),
                    models.Index(fields=["service", "until"], name="subscription_by_service"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", 1)), name="subscription_has_some"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="subscription_ends_after_it_began",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("request_number__isnull", False)),
                        fields=("request_number", "offering", "holder"),
                        name="subscription_is_delivered_once",
                    ),
                ],
            },
            bases=(spoc.kit.quick.Quick, models.Model),
        ),
        spoc.kit.together.Together(
            operations=[
                migrations.AddField(
                    model_name="Offering",
                    name="published",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.offeringversion",
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="assessment",
                    field=models.JSONField(
                        db_default=models.Value({}, models.JSONField()), default=dict
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="is_internal",
                    field=models.BooleanField(db_default=False, default=False),
                ),
                migrations.AddField(
                    model_name="service",
                    name="plan",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="service",
                    name="purpose",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="service",
                    name="state",
                    field=models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("design", "design"),
                            ("live", "live"),
                            ("retiring", "retiring"),
                            ("retired", "retired"),
                        ],
                        db_default="live",
                        default="live",
                        max_length=8,
                    ),
                ),
                migrations.AddField(
                    model_name="service",
                    name="state_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="service",
                    name="state_reason",
                    field=models.TextField(blank=True, db_default=""),
                ),
                migrations.AddField(
                    model_name="service",
                    name="successor",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.service",
                    ),
                ),
                migrations.AddIndex(
                    model_name="service",
                    index=models.Index(fields=["state", "name"], name="service_by_state"),
                ),
                migrations.AddIndex(
                    model_name="Offering",
                    index=models.Index(
                        fields=["service", "rank", "name"], name="offering_by_service"
                    ),
                ),
                migrations.AddIndex(
                    model_name="Offering",
                    index=models.Index(fields=["state", "rank", "name"], name="offering_by_state"),
                ),
                migrations.AddConstraint(
                    model_name="Offering",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "published", "suspended", "retired"])
                        ),
                        name="offering_state_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="Offering",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "retired"]),
                            ("published__isnull", False),
                            _connector="OR",
                        ),
                        name="offering_orderable_has_a_version",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="Offering",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("price", None), ("price__gte", 0), _connector="OR"),
                        name="offering_price_is_not_negative",
                    ),
                ),
            ],
        ),
    ]

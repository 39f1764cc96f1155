"""Custom fields and their values on requests, templates of requests, and what comes back."""

import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models

KINDS = ["text", "number", "day", "choice", "several", "yes_no", "person", "link"]
NEEDED = ["never", "classification", "resolution"]
TYPES = ["unclassified", "information", "fulfilment", "new_service", "incident"]
WHEN_CLOSED = ["register", "skip", "move"]
STATES = ("active", "paused", "ended")


def pointing_at(model: str, *, null: bool = False) -> models.Field:
    """Return a pointer that keeps what it points at, and is not seen from there."""
    return models.ForeignKey(null=null, on_delete=models.PROTECT, related_name="+", to=model)


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_questions"),
        ("requests", "0018_flow"),
        ("service_levels", "0005_exemptions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="CustomField",
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
                ("hint", models.CharField(blank=True, max_length=200)),
                ("hints", models.JSONField(default=dict)),
                (
                    "kind",
                    models.CharField(choices=[(each, each) for each in KINDS], max_length=8),
                ),
                ("choices", models.JSONField(default=list)),
                ("least", models.DecimalField(decimal_places=3, max_digits=15, null=True)),
                ("most", models.DecimalField(decimal_places=3, max_digits=15, null=True)),
                ("types", models.JSONField(default=list)),
                (
                    "needed",
                    models.CharField(
                        choices=[(each, each) for each in NEEDED], default="never", max_length=14
                    ),
                ),
                ("is_public", models.BooleanField(default=False)),
                ("is_asked_at_intake", models.BooleanField(default=False)),
                ("is_asked_in_portal", models.BooleanField(default=False)),
                ("rank", models.PositiveSmallIntegerField(default=0)),
                ("is_live", models.BooleanField(default=True)),
                ("services", models.ManyToManyField(related_name="+", to="catalogue.service")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(kind__in=KINDS), name="custom_field_kind_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(needed__in=NEEDED), name="custom_field_needed_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(is_public=True) | models.Q(is_asked_in_portal=False),
                        name="custom_field_asked_in_portal_is_public",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="supportrequest",
            name="custom",
            field=models.JSONField(db_default=models.Value({}, models.JSONField()), default=dict),
        ),
        migrations.AddIndex(
            model_name="supportrequest",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("custom", "jsonb_path_ops"),
                name="request_custom",
            ),
        ),
        migrations.CreateModel(
            name="RequestTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("names", models.JSONField(default=dict)),
                (
                    "type",
                    models.CharField(
                        blank=True, choices=[(each, each) for each in TYPES], max_length=12
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("words", models.TextField(blank=True)),
                ("impact", models.PositiveSmallIntegerField(null=True)),
                ("urgency", models.PositiveSmallIntegerField(null=True)),
                ("custom", models.JSONField(default=dict)),
                ("tasks", models.JSONField(default=list)),
                ("is_live", models.BooleanField(default=True)),
                ("category", pointing_at("catalogue.category", null=True)),
                ("service", pointing_at("catalogue.service", null=True)),
                ("team", pointing_at("people.team", null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=~models.Q(name="") & ~models.Q(title=""),
                        name="template_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recurrence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=300)),
                ("starts_at", models.DateTimeField()),
                ("zone", models.CharField(max_length=60)),
                (
                    "when_closed",
                    models.CharField(
                        choices=[(each, each) for each in WHEN_CLOSED],
                        default="register",
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[(each, each) for each in STATES], default="active", max_length=6
                    ),
                ),
                ("next_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField(null=True)),
                ("calendar", pointing_at("service_levels.calendar", null=True)),
                ("last_request", pointing_at("requests.supportrequest", null=True)),
                ("requester", pointing_at(settings.AUTH_USER_MODEL)),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=models.PROTECT,
                        related_name="recurrences",
                        to="requests.requesttemplate",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(state="active"),
                        fields=["next_at"],
                        name="recurrence_next",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(state__in=STATES), name="recurrence_state_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(state="active") ^ models.Q(next_at__isnull=True),
                        name="recurrence_active_has_a_next",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(calendar__isnull=False)
                        | models.Q(when_closed="register"),
                        name="recurrence_closed_days_are_of_a_calendar",
                    ),
                ],
            },
        ),
    ]

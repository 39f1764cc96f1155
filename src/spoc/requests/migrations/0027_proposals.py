"""What is known of a new service that is asked for, of what was offered for it, and of articles."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import spoc.kit.together


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_service_state_kept"),
        ("people", "__first__"),
        ("requests", "0026_fulfilment"),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("article", models.PositiveBigIntegerField()),
                ("is_user_ready", models.BooleanField(default=True)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "information",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="requests.informationrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("information", "article"), name="article_offered_once_per_question"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fit", models.PositiveSmallIntegerField(default=30)),
                ("benefit", models.PositiveSmallIntegerField(default=25)),
                ("reach", models.PositiveSmallIntegerField(default=20)),
                ("urgency", models.PositiveSmallIntegerField(default=15)),
                ("cost_risk", models.PositiveSmallIntegerField(default=10)),
                ("threshold", models.PositiveSmallIntegerField(default=60)),
                ("margin", models.PositiveSmallIntegerField(default=10)),
                ("answer_weekdays", models.PositiveSmallIntegerField(default=20)),
            ],
            options={
                "verbose_name_plural": "proposal terms",
            },
        ),
        migrations.CreateModel(
            name="ServiceMatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.FloatField()),
                ("words", models.JSONField(default=list)),
                ("is_same_category", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("suggested", "suggested"),
                            ("dismissed", "dismissed"),
                            ("accepted", "accepted"),
                        ],
                        default="suggested",
                        max_length=9,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "offering",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.offering",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="catalogue.service",
                    ),
                ),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="service_matches",
                        to="requests.supportrequest",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "service matches",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "accepted")),
                        fields=["at"],
                        name="service_match_met",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("support_request", "service", "offering"),
                        name="service_match_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "dismissed"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="service_match_dismissed_says_why",
                    ),
                ],
            },
        ),
        spoc.kit.together.Together(
            operations=[
                migrations.AddField(
                    model_name="informationrequest",
                    name="sent_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="appeal",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="appealed_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="asked_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="assessed_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="assessed_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="benefits",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="budget",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("", ""),
                            ("asked", "asked"),
                            ("approved", "approved"),
                            ("denied", "denied"),
                        ],
                        max_length=8,
                    ),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="budget_round",
                    field=models.PositiveBigIntegerField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="decided_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="decided_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="deferred_until",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="demand",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="filter_reason",
                    field=models.CharField(blank=True, max_length=300),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="filtered_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="filtered_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="is_legal_duty",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="justified_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="marks",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="matched_at",
                    field=models.DateTimeField(null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="reminders_sent",
                    field=models.PositiveSmallIntegerField(default=0),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="resources",
                    field=models.TextField(blank=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="scale",
                    field=models.JSONField(default=dict),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="score",
                    field=models.DecimalField(decimal_places=1, max_digits=4, null=True),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="service",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="catalogue.service",
                    ),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="sponsor",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sponsored_proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="state",
                    field=models.CharField(
                        choices=[
                            ("screening", "screening"),
                            ("converted", "converted"),
                            ("justifying", "justifying"),
                            ("filtered", "filtered"),
                            ("lapsed", "lapsed"),
                            ("assessing", "assessing"),
                            ("approved", "approved"),
                            ("deferred", "deferred"),
                            ("declined", "declined"),
                        ],
                        default="screening",
                        max_length=10,
                    ),
                ),
                migrations.AddField(
                    model_name="newserviceproposal",
                    name="would_change",
                    field=models.TextField(blank=True),
                ),
                migrations.AddIndex(
                    model_name="newserviceproposal",
                    index=models.Index(
                        condition=models.Q(("state", "justifying")),
                        fields=["asked_at"],
                        name="proposal_unanswered",
                    ),
                ),
                migrations.AddIndex(
                    model_name="newserviceproposal",
                    index=models.Index(
                        condition=models.Q(("state", "deferred")),
                        fields=["deferred_until"],
                        name="proposal_asleep",
                    ),
                ),
                migrations.AddIndex(
                    model_name="newserviceproposal",
                    index=models.Index(
                        fields=["state", "support_request"], name="proposal_by_state"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="newserviceproposal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "screening",
                                    "converted",
                                    "justifying",
                                    "filtered",
                                    "lapsed",
                                    "assessing",
                                    "approved",
                                    "deferred",
                                    "declined",
                                ],
                            )
                        ),
                        name="proposal_state_is_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="newserviceproposal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["approved", "declined", "lapsed"]), _negated=True
                            ),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                models.Q(("decision_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_over_says_why",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="newserviceproposal",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "deferred"), _negated=True),
                            ("deferred_until__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_deferred_says_until_when",
                    ),
                ),
            ],
        ),
    ]

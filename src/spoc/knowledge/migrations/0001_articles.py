import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("catalogue", "0004_voices"),
        ("people", "__first__"),
        ("requests", "0025_entry_through"),
        ("work", "0003_tasks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("question", models.TextField(blank=True)),
                ("environment", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("cause", models.TextField(blank=True)),
                ("steps", models.JSONField(default=list)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("internal", "internal"),
                            ("partner", "partner"),
                            ("customer", "customer"),
                            ("public", "public"),
                        ],
                        default="internal",
                        max_length=8,
                    ),
                ),
                (
                    "governance",
                    models.CharField(
                        choices=[("open", "open"), ("controlled", "controlled")],
                        default="open",
                        max_length=10,
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("wip", "wip"),
                            ("not_validated", "not_validated"),
                            ("validated", "validated"),
                            ("archived", "archived"),
                        ],
                        default="wip",
                        max_length=13,
                    ),
                ),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("sv", "Svenska")], max_length=5),
                ),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("validated_at", models.DateTimeField(null=True)),
                ("archived_reason", models.CharField(blank=True, max_length=300)),
                ("review_due_at", models.DateTimeField(null=True)),
                ("overdue_rung", models.PositiveSmallIntegerField(default=0)),
                ("use_count", models.PositiveIntegerField(default=0)),
                ("solved_count", models.PositiveIntegerField(default=0)),
                ("helped_count", models.PositiveIntegerField(default=0)),
                ("failed_count", models.PositiveIntegerField(default=0)),
                ("open_flags", models.PositiveIntegerField(default=0)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "categories",
                    models.ManyToManyField(related_name="articles", to="catalogue.category"),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="owned_articles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "services",
                    models.ManyToManyField(related_name="articles", to="catalogue.service"),
                ),
                (
                    "translation_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="translations",
                        to="knowledge.article",
                    ),
                ),
                (
                    "validated_by",
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
                    models.Index(fields=["-updated_at", "-id"], name="article_newest"),
                    models.Index(
                        fields=["confidence", "-updated_at", "-id"], name="article_by_state"
                    ),
                    models.Index(fields=["owner", "-updated_at", "-id"], name="article_of_owner"),
                    models.Index(
                        condition=models.Q(("confidence", "validated")),
                        fields=["review_due_at", "id"],
                        name="article_by_review",
                    ),
                    models.Index(fields=["-use_count", "-id"], name="article_most_used"),
                    models.Index(
                        condition=models.Q(("open_flags__gt", 0)),
                        fields=["-open_flags", "-id"],
                        name="article_flagged",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="article_has_a_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__in", ["wip", "not_validated", "validated", "archived"])
                        ),
                        name="article_confidence_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("audience__in", ("internal", "partner", "customer", "public"))
                        ),
                        name="article_audience_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("confidence", "not_validated"), _negated=True),
                                models.Q(("confidence", "validated"), _negated=True),
                            ),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="article_beyond_wip_answers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confidence", "validated"), _negated=True),
                            models.Q(
                                ("review_due_at__isnull", False), ("validated_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="article_validated_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confidence", "archived"), _negated=True),
                            models.Q(("archived_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="article_archived_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("translation_of", models.F("id")), _negated=True),
                        name="article_translates_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("author", "author"),
                            ("publisher", "publisher"),
                            ("coach", "coach"),
                        ],
                        max_length=9,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="knowledge_licence",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ("author", "publisher", "coach"))),
                        name="licence_level_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Miss",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=120)),
                (
                    "language",
                    models.CharField(choices=[("en", "English"), ("sv", "Svenska")], max_length=5),
                ),
                ("times", models.PositiveIntegerField(default=1)),
                ("last_at", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "misses",
                "indexes": [models.Index(fields=["-times", "-id"], name="miss_most")],
                "constraints": [
                    models.UniqueConstraint(fields=("words", "language"), name="miss_is_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("book", "book"),
                            ("page", "page"),
                            ("white_paper", "white_paper"),
                            ("article", "article"),
                            ("report", "report"),
                            ("newsletter", "newsletter"),
                        ],
                        max_length=11,
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("authors", models.CharField(blank=True, max_length=300)),
                ("publisher", models.CharField(blank=True, max_length=200)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("identifier", models.CharField(blank=True, max_length=80)),
                ("address", models.CharField(blank=True, max_length=500)),
                ("why", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("declined", "declined"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("contributed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "articles",
                    models.ManyToManyField(related_name="references", to="knowledge.article"),
                ),
                (
                    "contributed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "services",
                    models.ManyToManyField(related_name="references", to="catalogue.service"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["state", "-contributed_at", "-id"], name="reference_by_state"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("state", "proposed")),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("state__in", ["approved", "declined"]),
                            ),
                            _connector="OR",
                        ),
                        name="reference_decided_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="reference_declined_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("said", models.JSONField()),
                ("at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="knowledge.article",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("article", "number"), name="revision_is_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("read", "read"),
                            ("proven", "proven"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="asked",
                        max_length=9,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("revision", models.PositiveIntegerField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("proven_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfers",
                        to="knowledge.article",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="knowledge_transfers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "state", "due_on"], name="transfer_of_person"),
                    models.Index(fields=["state", "due_on", "id"], name="transfer_by_due"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "proven"), _negated=True),
                            models.Q(
                                ("proven_at__isnull", False),
                                ("read_at__isnull", False),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_proven_has_proof",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "read"])),
                        fields=("article", "person"),
                        name="transfer_is_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Use",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("agent", "agent"),
                            ("portal", "portal"),
                            ("matched", "matched"),
                            ("self_help", "self_help"),
                        ],
                        default="agent",
                        max_length=9,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("solved", "solved"),
                            ("helped", "helped"),
                            ("no_effect", "no_effect"),
                            ("made_worse", "made_worse"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="knowledge.article",
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
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "support_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles_used",
                        to="requests.supportrequest",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["article", "-at"], name="use_of_article"),
                    models.Index(fields=["at"], name="use_by_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "support_request"), name="use_is_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("outcome", "")),
                            models.Q(
                                ("judged_at__isnull", False),
                                ("outcome__in", ("solved", "helped", "no_effect", "made_worse")),
                            ),
                            _connector="OR",
                        ),
                        name="use_judged_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("wrong", "wrong"),
                            ("outdated", "outdated"),
                            ("unclear", "unclear"),
                            ("incomplete", "incomplete"),
                            ("no_effect", "no_effect"),
                            ("made_worse", "made_worse"),
                            ("other", "other"),
                        ],
                        max_length=10,
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("settlement", models.CharField(blank=True, max_length=300)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="knowledge.article",
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
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="work.task",
                    ),
                ),
                (
                    "use",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="knowledge.use",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["article", "-at"], name="flag_of_article")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("settled_at", None),
                            models.Q(("settlement", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="flag_settled_says_how",
                    )
                ],
            },
        ),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# as `knowledge.queries.matching` asks: the words of a symptom in each language, and misspelt ones
WORDS = """
CREATE INDEX article_symptom_{language} ON knowledge_article USING gin
    (to_tsvector('{language}'::regconfig, COALESCE(title, '') || ' ' || COALESCE(question, '')))
"""
MISSPELT = "CREATE INDEX article_title_trigrams ON knowledge_article USING gin (title gin_trgm_ops)"


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0001_articles"),
        ("search", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="HelpSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("visitor", models.CharField(blank=True, max_length=64)),
                ("words", models.CharField(blank=True, max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("solved", "solved"),
                            ("asked", "asked"),
                            ("left", "left"),
                        ],
                        default="open",
                        max_length=6,
                    ),
                ),
                ("began_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("drafted_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("said_no_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_abandoned", models.BooleanField(default=False)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="knowledge.article",
                    ),
                ),
                (
                    "community",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.community",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="help_sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "support_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="help_sessions",
                        to="requests.supportrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HelpReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("walked", models.CharField(blank=True, max_length=200)),
                (
                    "walk_ended",
                    models.CharField(
                        blank=True, choices=[("solved", "solved"), ("ask", "ask")], max_length=6
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[("solved", "solved"), ("not_solved", "not_solved")],
                        max_length=10,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=500)),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="knowledge.article",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="knowledge.helpsession",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="helpsession",
            index=models.Index(
                condition=models.Q(("outcome", "open")),
                fields=["last_at"],
                name="help_session_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="helpsession",
            index=models.Index(fields=["ended_at", "id"], name="help_session_by_end"),
        ),
        migrations.AddConstraint(
            model_name="helpsession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "open")),
                fields=("person",),
                name="help_session_is_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpsession",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "open"), models.Q(("visitor", ""), _negated=True)),
                fields=("visitor",),
                name="help_session_of_visitor_is_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", False), ("visitor", "")),
                    models.Q(("person__isnull", True), models.Q(("visitor", ""), _negated=True)),
                    _connector="OR",
                ),
                name="help_session_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("outcome", "open")),
                    models.Q(
                        models.Q(("outcome", "open"), _negated=True), ("ended_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="help_session_ended_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_abandoned", False), ("outcome", "left"), _connector="OR"),
                name="help_session_abandoned_was_left",
            ),
        ),
        migrations.AddIndex(
            model_name="helpreading",
            index=models.Index(fields=["article", "verdict"], name="help_reading_of_article"),
        ),
        migrations.AddConstraint(
            model_name="helpreading",
            constraint=models.UniqueConstraint(
                fields=("session", "article"), name="help_reading_is_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="helpreading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("judged_at", None), ("verdict", "")),
                    models.Q(
                        models.Q(("verdict", ""), _negated=True), ("judged_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="help_reading_judged_says_when",
            ),
        ),
        *(
            migrations.RunSQL(
                WORDS.format(language=language), f"DROP INDEX article_symptom_{language}"
            )
            for language in ("swedish", "english")
        ),
        migrations.RunSQL(MISSPELT, "DROP INDEX article_title_trigrams"),
    ]

"""Words of what is no request are found by an index of their own."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0002_spans"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("noun", "request"), _negated=True),
                fields=["vector"],
                name="document_words_beside",
            ),
        ),
    ]

"""What is written in a messenger knows its entry, and whether its files were fetched."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0003_alarm_terms"),
        ("requests", "0025_entry_through"),
    ]

    operations = [
        migrations.AddField(
            model_name="posting",
            name="entry",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="requests.entry",
            ),
        ),
        migrations.AddField(
            model_name="posting",
            name="enclosed_at",
            field=models.DateTimeField(null=True),
        ),
    ]

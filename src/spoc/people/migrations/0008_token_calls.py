"""How often a token may call in a minute."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0007_voices")]

    operations = [
        migrations.AddField(
            model_name="token",
            name="calls_per_minute",
            field=models.PositiveIntegerField(db_default=600, default=600),
        ),
    ]

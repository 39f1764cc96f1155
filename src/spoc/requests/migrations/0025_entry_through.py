"""Which machine said something for its author."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("requests", "0024_troubled_services")]

    operations = [
        migrations.AddField(
            model_name="entry",
            name="through",
            field=models.CharField(blank=True, db_default="", default="", max_length=80),
        ),
    ]

"""How close the rows of lists stand, as each person likes it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_keys")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="density",
            field=models.CharField(db_default="calm", default="calm", max_length=7),
        ),
    ]

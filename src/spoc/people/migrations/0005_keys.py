from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_tiers_filled")]
    operations = [
        migrations.AddField(
            model_name="person",
            name="keys",
            field=models.JSONField(default=dict, db_default=models.Value({}, models.JSONField())),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0004_items_and_drafts")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="is_known_error",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]

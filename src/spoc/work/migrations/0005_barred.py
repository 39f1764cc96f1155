"""Who else may not decide a question, such as whoever ordered what it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("work", "0004_approvals")]

    operations = [
        migrations.AddField(
            model_name="approvalround",
            name="barred",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
    ]

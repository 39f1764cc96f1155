from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0002_actions")]

    operations = [
        migrations.AlterField(
            model_name="actionrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting"),
                    ("doing", "Doing"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("withdrawn", "Withdrawn"),
                ],
                default="waiting",
                max_length=9,
            ),
        ),
    ]

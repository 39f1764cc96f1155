"""History teaches who knows what as well."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("requests", "0022_board"),
    ]

    operations = [
        migrations.AlterField(
            model_name="lesson",
            name="field",
            field=models.CharField(
                choices=[
                    ("type", "type"),
                    ("service", "service"),
                    ("team", "team"),
                    ("person", "person"),
                    ("urgency", "urgency"),
                ],
                max_length=10,
            ),
        ),
    ]

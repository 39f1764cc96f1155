"""Which configuration item somebody was handed, where an offering hands one out."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0007_service_state_kept")]

    operations = [
        migrations.AddField(
            model_name="offering",
            name="gives_item",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="subscription",
            name="item_number",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(
                condition=models.Q(("item_number__isnull", False)),
                fields=["item_number"],
                name="subscription_by_item",
            ),
        ),
    ]

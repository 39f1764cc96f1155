"""What was handed out with an order, and when what was delivered was sent back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cmdb", "0001_items"), ("requests", "0028_proposal_states")]

    operations = [
        migrations.AddField(
            model_name="fulfilment",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="cmdb.configurationitem",
            ),
        ),
        migrations.AddField(
            model_name="fulfilment",
            name="rejected_at",
            field=models.DateTimeField(null=True),
        ),
    ]

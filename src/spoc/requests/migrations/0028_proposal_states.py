"""What was decided before is over."""

from django.db import migrations

# what was put off had no day to come back on: it was let go
STATE_OF = {"approved": "approved", "declined": "declined", "deferred": "declined"}


def tell(apps, schema_editor):
    rows = apps.get_model("requests", "NewServiceProposal").objects.exclude(decision_reason="")
    for decision, state in STATE_OF.items():
        rows.filter(decision=decision).update(state=state)


class Migration(migrations.Migration):
    dependencies = [("requests", "0027_proposals")]
    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]

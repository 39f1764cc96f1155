"""Whether a service is live, and its state in the portfolio, say the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0006_service_states")]

    operations = [
        migrations.AddConstraint(
            model_name="service",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_live", True), ("state__in", ("live", "retiring"))),
                    models.Q(
                        models.Q(("state__in", ("live", "retiring")), _negated=True),
                        ("is_live", False),
                    ),
                    _connector="OR",
                ),
                name="service_live_is_its_state",
            ),
        ),
    ]

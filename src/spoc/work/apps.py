"""The work app and the sentences of its facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    """The log of work."""

    name = "spoc.work"

    def ready(self) -> None:
        """Declare the facts of work, and what becomes of timers when persons are merged."""
        from spoc.audit.activities import declare
        from spoc.people.activities.merge import settle_before_merging
        from spoc.work.activities.timer import settle_timers

        declare(
            work__logged=_("{by} logged {minutes} minutes"),
            work__corrected=_("{by} corrected the minutes of a work log"),
            timer__started=_("{by} started a timer"),
            timer__discarded=_("{by} threw the timer away"),
        )
        settle_before_merging(settle_timers)

"""The work app and the sentences of its facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    """The log of work, and the tasks it consists of."""

    name = "spoc.work"

    def ready(self) -> None:
        """Declare the facts of work, and what becomes of timers when persons are merged."""
        from spoc.audit.activities import declare, labels
        from spoc.people.activities.merge import settle_before_merging
        from spoc.work.activities.timer import settle_timers
        from spoc.work.words import TASK_STATE

        declare(
            work__logged=_("{by} logged {minutes} minutes"),
            work__corrected=_("{by} corrected the minutes of a work log"),
            timer__started=_("{by} started a timer"),
            timer__discarded=_("{by} threw the timer away"),
            task__added=_("{by} added to the tasks: {task}"),
            task__changed=_("{by} changed the task {task}"),
            task__moved=_("{by} moved the task {task}"),
            task__started=_("{by} began the task {task}"),
            task__done=_("{by} did the task {task}"),
            task__failed=_("{by} could not do the task {task}"),
            task__cancelled=_("{by} took away the task {task}"),
            task__reopened=_("{by}: the task {task} is to be done again"),
        )
        labels("task_state", TASK_STATE)
        settle_before_merging(settle_timers)

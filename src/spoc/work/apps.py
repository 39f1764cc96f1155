"""The work app and the sentences of its facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    """The log of work, the tasks it consists of, and approvals."""

    name = "spoc.work"

    def ready(self) -> None:
        """Declare the facts of work, and what becomes of timers when persons are merged."""
        from spoc.audit.activities import declare, labels
        from spoc.kit.nouns import register
        from spoc.people.activities.merge import settle_before_merging
        from spoc.work.activities.approval_merging import settle_approvals
        from spoc.work.activities.timer import settle_timers
        from spoc.work.approval_words import TABLES
        from spoc.work.nouns import APPROVAL
        from spoc.work.words import TASK_STATE

        register(APPROVAL)

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
            approval__requested=_("{by} asked {names} to approve: {title}"),
            approval__approved=_("{by} approved: {title}"),
            approval__denied=_("{by} did not approve: {title}. {reason}"),
            approval__delegated=_("{by} let {to} decide: {title}"),
            approval__renewed=_("New links were sent to decide: {title}"),
            approval__reminded=_("{to} was reminded to decide: {title}"),
            approval__settled=_("Approval settled: {title} – {outcome:approval_outcome}"),
            deputy__named=_("{by} named {to} as deputy for approvals"),
            deputy__ended=_("{to} is no longer deputy for approvals"),
        )
        labels("task_state", TASK_STATE)
        for table, words in TABLES.items():
            labels(table, words)
        settle_before_merging(settle_timers)
        settle_before_merging(settle_approvals)

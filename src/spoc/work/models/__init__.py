"""What is done on any record: the log of work, running timers, its tasks, and approvals."""

from spoc.work.models.approval import Approval, ApprovalRound, Deputy
from spoc.work.models.log import OnRecord, Timer, WorkLog
from spoc.work.models.task import Task

__all__ = ["Approval", "ApprovalRound", "Deputy", "OnRecord", "Task", "Timer", "WorkLog"]

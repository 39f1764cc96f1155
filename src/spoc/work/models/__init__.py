"""What is done on any record: the log of work, running timers, and the tasks it is made of."""

from spoc.work.models.log import OnRecord, Timer, WorkLog
from spoc.work.models.task import Task

__all__ = ["OnRecord", "Task", "Timer", "WorkLog"]

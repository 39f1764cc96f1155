"""How work is cut into tasks and accounted for.

start_timer, stop_timer, discard_timer    time the work while it is done
log_work, correct_work                    the minutes it took, and mending them while fresh
add_tasks, change_task, move_task         what the work consists of, whose, by when, in which order
start_task, finish_task, fail_task, cancel_task, reopen_task   a task from open to over, and back
"""

from spoc.work.activities.log import correct_work, log_work
from spoc.work.activities.task import (
    TaskPlan,
    add_tasks,
    cancel_task,
    change_task,
    fail_task,
    finish_task,
    move_task,
    reopen_task,
    start_task,
)
from spoc.work.activities.timer import discard_timer, start_timer, stop_timer
from spoc.work.rules import LONGEST

__all__ = [
    "LONGEST",
    "TaskPlan",
    "add_tasks",
    "cancel_task",
    "change_task",
    "correct_work",
    "discard_timer",
    "fail_task",
    "finish_task",
    "log_work",
    "move_task",
    "reopen_task",
    "start_task",
    "start_timer",
    "stop_timer",
]

"""How work is cut into tasks and accounted for.

start_timer, stop_timer, discard_timer    time the work while it is done
log_work, correct_work                    the minutes it took, and mending them while fresh
add_tasks, change_task, move_task         what the work consists of, whose, by when, in which order
start_task, finish_task, fail_task, cancel_task, reopen_task   a task from open to over, and back
ask_approval, decide, delegate            whether something may be done, and what is said to it
remind_approver, withdraw_round, expire_round   a question that waits, and one that is over
name_deputy, end_deputy                   who decides in somebody's place
"""

from spoc.work.activities.approval import ApprovalQuestion, ask_approval, decide, delegate
from spoc.work.activities.approval_settling import expire_round, remind_approver, withdraw_round
from spoc.work.activities.deputy import end_deputy, name_deputy
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
    "ApprovalQuestion",
    "TaskPlan",
    "add_tasks",
    "ask_approval",
    "cancel_task",
    "change_task",
    "correct_work",
    "decide",
    "delegate",
    "discard_timer",
    "end_deputy",
    "expire_round",
    "fail_task",
    "finish_task",
    "log_work",
    "move_task",
    "name_deputy",
    "remind_approver",
    "reopen_task",
    "start_task",
    "start_timer",
    "stop_timer",
    "withdraw_round",
]

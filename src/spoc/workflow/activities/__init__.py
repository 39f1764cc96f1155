"""How processes come about and run, and what machines do for them.

add_process, draw_version, redraw_version     a process, drawn elsewhere or listed here
wire_version, publish_version, retire_process  who does its steps; what new cases run by
begin_instance, carry_on, hear_message, cancel_instance   a case from its start to its end
"""

from spoc.workflow.activities.cases import (
    begin_instance,
    cancel_instance,
    carry_on,
    hear_message,
)
from spoc.workflow.activities.definitions import (
    Description,
    Drawing,
    add_process,
    describe_process,
    draw_version,
    last_drawing,
    publish_version,
    redraw_version,
    retire_process,
    wire_version,
)

__all__ = [
    "Description",
    "Drawing",
    "add_process",
    "begin_instance",
    "cancel_instance",
    "carry_on",
    "describe_process",
    "draw_version",
    "hear_message",
    "last_drawing",
    "publish_version",
    "redraw_version",
    "retire_process",
    "wire_version",
]

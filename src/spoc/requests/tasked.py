"""Whose the tasks of a request are: who reads it inside sees them, who works it plans them."""

from spoc.requests import access
from spoc.work.parents import Parent

TASKED = Parent("request", read_by=access.readable_inside, worked_by=access.workable_by)

"""What comes in: alarms, their storms and when they are expected; calls; words in messengers."""

from spoc.intake.models.alarm import Alarm, Storm
from spoc.intake.models.phone_call import PhoneCall
from spoc.intake.models.posting import Posting
from spoc.intake.models.terms import AlarmTerms
from spoc.intake.models.window import MaintenanceWindow

__all__ = ["Alarm", "AlarmTerms", "MaintenanceWindow", "PhoneCall", "Posting", "Storm"]

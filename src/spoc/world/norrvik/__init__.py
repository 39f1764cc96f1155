"""Norrvik: a hospital, a city, its schools and its water company, and the desk that serves them.

Everybody and everything here is invented.
"""

from spoc.world.norrvik.customers import CUSTOMERS
from spoc.world.norrvik.desk import DESK
from spoc.world.norrvik.places import COMMUNITIES, ORGANISATIONS, TEAMS
from spoc.world.norrvik.promises import AGREEMENTS, CALENDARS
from spoc.world.norrvik.questions import QUESTIONS
from spoc.world.norrvik.services import CATEGORIES, SERVICES
from spoc.world.norrvik.shapes import (
    AgreementIs,
    AnswerIs,
    CalendarIs,
    CommunityIs,
    PersonIs,
    QuestionIs,
    ServiceIs,
)

__all__ = [
    "AGREEMENTS",
    "CALENDARS",
    "CATEGORIES",
    "COMMUNITIES",
    "CUSTOMERS",
    "DESK",
    "ORGANISATIONS",
    "QUESTIONS",
    "SERVICES",
    "TEAMS",
    "AgreementIs",
    "AnswerIs",
    "CalendarIs",
    "CommunityIs",
    "PersonIs",
    "QuestionIs",
    "ServiceIs",
]

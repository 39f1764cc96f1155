"""What may be typed about the catalogue."""

from spoc.catalogue.forms.questions import AnswerForm, QuestionForm, known_answer, known_question
from spoc.catalogue.forms.services import CategoryForm, ServiceForm, known
from spoc.catalogue.forms.worded import WordedForm, attempt

__all__ = [
    "AnswerForm",
    "CategoryForm",
    "QuestionForm",
    "ServiceForm",
    "WordedForm",
    "attempt",
    "known",
    "known_answer",
    "known_question",
]

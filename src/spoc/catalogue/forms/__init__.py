"""What may be typed about the catalogue."""

from spoc.catalogue.forms.presenting import (
    EnquiryForm,
    PresentationForm,
    ServiceVoiceForm,
    known_presentation,
    known_voice,
)
from spoc.catalogue.forms.questions import AnswerForm, QuestionForm, known_answer, known_question
from spoc.catalogue.forms.services import CategoryForm, ServiceForm, known
from spoc.catalogue.forms.worded import WordedForm

__all__ = [
    "AnswerForm",
    "CategoryForm",
    "EnquiryForm",
    "PresentationForm",
    "QuestionForm",
    "ServiceForm",
    "ServiceVoiceForm",
    "WordedForm",
    "known",
    "known_answer",
    "known_presentation",
    "known_question",
    "known_voice",
]

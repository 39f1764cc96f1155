"""What may be typed about the catalogue."""

from spoc.catalogue.forms.approvals import ApprovalsForm, known_approvals
from spoc.catalogue.forms.form_field import FormFieldForm, known_form_field
from spoc.catalogue.forms.offerings import (
    AudienceForm,
    OfferingForm,
    known_audience,
    known_offering,
)
from spoc.catalogue.forms.portfolio import (
    AssessmentForm,
    EndForm,
    EndingForm,
    HoldingForm,
    ProposalForm,
    QuantityForm,
    known_assessment,
    known_quantity,
)
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
    "ApprovalsForm",
    "AssessmentForm",
    "AudienceForm",
    "CategoryForm",
    "EndForm",
    "EndingForm",
    "EnquiryForm",
    "FormFieldForm",
    "HoldingForm",
    "OfferingForm",
    "PresentationForm",
    "ProposalForm",
    "QuantityForm",
    "QuestionForm",
    "ServiceForm",
    "ServiceVoiceForm",
    "WordedForm",
    "known",
    "known_answer",
    "known_approvals",
    "known_assessment",
    "known_audience",
    "known_form_field",
    "known_offering",
    "known_presentation",
    "known_quantity",
    "known_question",
    "known_voice",
]

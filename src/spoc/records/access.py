"""Who may see a file: whoever may see the record it is on; what is internal, its app says."""

from django.db.models import Model

from spoc.kit import nouns
from spoc.people.models import Person
from spoc.records.models import Attachment


def file_and_record(person: Person, number: int) -> tuple[Attachment, Model] | None:
    """Return a file with the record it is on, if the person may see that record."""
    attachment = Attachment.objects.filter(pk=number).first()
    if attachment is None:
        return None
    subject = nouns.find(person, attachment.noun, attachment.subject_id)
    return None if subject is None else (attachment, subject)

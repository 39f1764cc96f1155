"""What suppliers are told of a request: in whose voice, under which promise, with which files."""

from typing import cast

from django.db.models import Model, QuerySet

from spoc.people.models import Person
from spoc.records.models import Attachment
from spoc.requests import access
from spoc.requests.models import SupportRequest
from spoc.requests.queries.files import attachments_visible_to
from spoc.requests.rules.lifecycle import WORKED
from spoc.suppliers.parents import Matter, Parent


def _matter(record: Model) -> Matter:
    support_request = cast(SupportRequest, record)
    return Matter(
        community=support_request.community,
        request_type=support_request.type,
        priority=support_request.priority,
        service=support_request.service_id,
        is_worked=support_request.status in WORKED,
    )


def _files(person: Person, record: Model) -> QuerySet[Attachment]:
    return attachments_visible_to(person, cast(SupportRequest, record))


PARENT = Parent(
    noun="request",
    read_by=access.readable_inside,
    worked_by=access.workable_by,
    matter=_matter,
    files=_files,
)

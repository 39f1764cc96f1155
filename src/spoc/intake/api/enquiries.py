"""Enquiries for machines: what a site of one's own was asked by who is not served yet."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.queries import spoken_to
from spoc.intake.activities import Enquiry, enquire
from spoc.people.access import demand
from spoc.people.models import Language
from spoc.requests.access import may_register
from spoc.site.machines import Key, OneOf, answers, named
from spoc.site.tokens import caller

router = Router()


class EnquiryIn(Schema):
    """Who asks about which service, and what they would like to know."""

    service: Key
    name: str = Field(min_length=1, max_length=120)
    mail: str = Field(min_length=3, max_length=200)
    organisation: str = Field("", max_length=120)
    words: str = Field(min_length=1, max_length=4_000)
    language: Annotated[str, OneOf(("", *Language.values))] = ""


class EnquiryOut(Schema):
    """The contact that was written down; it is answered by mail."""

    contact: int


@router.post("/enquiries", response=answers(EnquiryOut, 201))
def enquire_about_service(request: HttpRequest, asked: EnquiryIn) -> Status[EnquiryOut]:
    """Write down what somebody asks who is not served yet: it becomes a request of theirs."""
    by = caller(request)
    demand(may_register(by))
    known = services_visible_to(by).filter(is_unknown=False)
    service = named(known, asked.service, "service")
    enquiry = Enquiry(**asked.dict(exclude={"service"}))
    contact = enquire(service, by=by, community=spoken_to(by, ""), enquiry=enquiry)
    return Status(201, EnquiryOut(contact=contact.pk))

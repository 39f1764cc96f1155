"""Telling each community of a service in its own words, and giving a service a voice of its own."""

from typing import TypedDict, Unpack

from spoc.audit.activities import activity, record
from spoc.catalogue import access
from spoc.catalogue.models import Presentation, Service, ServiceVoice
from spoc.people.access import demand
from spoc.people.activities.changes import change
from spoc.people.models import Community, Person

Told = dict[str, dict[str, str]]


class VoiceParticulars(TypedDict, total=False):
    """What a service may say over the community's voice."""

    portal_name: str
    sender_name: str
    phone: str
    hours: str
    language: str
    tone: str
    hue: int | None
    chroma: int | None
    words: Told
    logo: str
    logo_type: str
    has_surveys: bool | None


@activity
def present_service(
    service: Service, *, by: Person, community: Community | None, told: Told, is_shown: bool = True
) -> Service:
    """Change what is told of a service: to everybody, or to one community, or hide it there."""
    demand(access.may_shape(by))
    if community is None:
        if changes := change(service, {"told": told}):
            record("service.changed", service, by=by, name=service.name, changes=changes)
        return service
    row, _made = Presentation.objects.get_or_create(service=service, community=community)
    if changes := change(row, {"told": told, "is_shown": is_shown}):
        about = {"name": service.name, "community": community.name}
        record("service.presented", service, by=by, changes=changes, **about)
    return service


@activity
def voice_service(
    service: Service, *, by: Person, **particulars: Unpack[VoiceParticulars]
) -> ServiceVoice:
    """Let a service be spoken of in a voice of its own; what is left empty is the community's."""
    demand(access.may_shape(by))
    row, _made = ServiceVoice.objects.get_or_create(service=service)
    if changes := change(row, dict(particulars)):
        record("service.voiced", service, by=by, name=service.name, changes=changes)
    return row

"""The words people read for the codes of procedures."""

from django.utils.translation import gettext_lazy as _

PROCESS = {
    "contact": _("How we are reached"),
    "request": _("Requests and orders"),
    "incident": _("Incidents"),
    "major_incident": _("Major incidents"),
    "escalation": _("Escalation"),
    "problem": _("Problems"),
    "change": _("Changes"),
    "release": _("Releases"),
    "catalogue": _("Services we offer"),
    "service_level": _("What we promise"),
    "supplier": _("Suppliers"),
    "customer": _("Customers"),
    "knowledge": _("Knowledge"),
    "security": _("Information security"),
    "complaint": _("Complaints"),
    "rota": _("Who is on duty"),
    "management": _("How the service is led"),
    "other": _("Something else"),
}
STATE = {
    "draft": _("Draft"),
    "approved": _("Approved"),
    "published": _("In force"),
    "superseded": _("No longer in force"),
}
AUDIENCE = {
    "desk": _("The service desk"),
    "users": _("Everybody we serve"),
    "public": _("Anybody"),
}
CAPACITY = {
    "reader": _("Works by it"),
    "customer": _("For the customer"),
    "governing": _("Governs the service"),
}
TABLES = {
    "procedure_process": PROCESS,
    "procedure_state": STATE,
    "procedure_audience": AUDIENCE,
    "procedure_capacity": CAPACITY,
}
TONE = {"draft": "info", "approved": "warn", "published": "good", "superseded": ""}

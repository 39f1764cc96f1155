"""The words people read for roles and for the permission table."""

from django.utils.translation import gettext_lazy as _

ROLE = {
    "PR": _("Prospect"),
    "US": _("User"),
    "CU": _("Customer contact"),
    "SU": _("Supplier agent"),
    "CSR": _("Service desk agent"),
    "IR": _("Specialist"),
    "IC": _("Incident coordinator"),
    "PA": _("Problem analyst"),
    "PM": _("Problem manager"),
    "CSM": _("Customer service manager"),
    "CH": _("Change manager"),
    "CF": _("Configuration manager"),
    "KM": _("Knowledge manager"),
    "SO": _("Service owner"),
    "SL": _("Service level manager"),
    "SM": _("Supplier manager"),
    "PL": _("Support planner"),
    "TC": _("Training coordinator"),
    "AU": _("Auditor"),
    "AD": _("Administrator"),
}
AREA = {
    "contact": _("Contacts"),
    "request": _("Requests"),
    "note": _("Internal notes"),
    "classify": _("Classification"),
    "override": _("Other priority"),
    "fulfilment": _("Service fulfilment"),
    "proposal": _("New services"),
    "catalogue": _("Catalogue"),
    "work": _("Tasks"),
    "people": _("People"),
    "audit": _("What happened"),
    "settings": _("Settings"),
    "agreement": _("Agreements"),
    "exemption": _("Exemptions"),
    "major": _("Major incidents"),
    "handover": _("Handovers to suppliers"),
    "rota": _("Rota"),
    "item": _("Configuration items"),
    "announcement": _("Announcements"),
    "feedback": _("Surveys and complaints"),
    "procedure": _("Procedures"),
    "automation": _("Actions of machines"),
    "filter": _("Filter of new services"),
    "decision": _("Decisions on new services"),
    "sponsorship": _("Sponsors of new services"),
    "article": _("Articles"),
    "self_help": _("Self-help figures"),
    "offering": _("Offerings"),
    "subscription": _("Subscriptions"),
}
VERB = {
    "C": _("create"),
    "R": _("read"),
    "U": _("change"),
    "A": _("approve"),
    "X": _("carry out"),
    "P": _("propose"),
    "S": _("statistics only"),
}
REACH = {
    "*": _("all in the role's scope"),
    "o": _("own"),
    "g": _("own organisation"),
    "q": _("own teams"),
    "s": _("own services"),
    "p": _("addressed to them"),
    "l": _("linked records"),
}
# the tiers that teams stand on; behind them all is a supplier
TIER = {
    "0": _("Self-service"),
    "1": _("First line"),
    "2": _("Second line"),
    "3": _("Third line"),
}
SUPPORT = {**TIER, "X": _("Supplier")}

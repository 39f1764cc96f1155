"""The subjects of the settings: where each is, what is decided there, and who may open it."""

from django.utils.translation import gettext_lazy as _

from spoc.catalogue.access import (
    may_guide,
    may_read_offerings,
    may_read_portfolio,
    may_read_subscriptions,
)
from spoc.catalogue.access import may_shape as may_shape_services
from spoc.catalogue.access import shaped_by as services_shaped_by
from spoc.cmdb.access import may_read as may_read_items
from spoc.feedback.access import may_keep_settings as may_keep_feedback
from spoc.intake.alarm_access import may_read_windows
from spoc.people.access import (
    communities_visible_to,
    may_read_trail,
    may_set_tiers,
    organisations_visible_to,
    teams_shaped_by,
)
from spoc.requests.access import may_keep_dispatch, may_shape_majors
from spoc.requests.field_access import may_open_fields, may_open_templates
from spoc.requests.ladder_access import may_open_ladders
from spoc.requests.macro_access import may_keep
from spoc.requests.proposal_access import may_keep_proposals
from spoc.rota.access import may_open as may_open_rota
from spoc.service_levels.access import may_read as may_read_promises
from spoc.service_levels.access import may_see_exemptions
from spoc.site.place import Place
from spoc.suppliers.access import may_keep_settings
from spoc.workflow.access import may_read as may_read_processes
from spoc.workflow.action_access import may_open as may_open_actions

ROTA = Place(
    "calendar",
    _("Rota"),
    "/settings/rota",
    _("Who is on duty when, who is away, and where nobody is"),
    may_open_rota,
)
DISPATCH = Place(
    "automation",
    _("Dispatch"),
    "/settings/dispatch",
    _("Which team gets a request, and which of its people: rules in their order"),
    may_keep_dispatch,
)
SUGGESTIONS = Place(
    "bulb",
    _("Suggestions"),
    "/settings/suggestions",
    _("What the desk learned from its own requests, and how often it is right"),
    may_keep_dispatch,
)
COMMUNITIES = Place(
    "house",
    _("Communities"),
    "/settings/communities",
    _("The voices you answer with: name, colour, language, addresses"),
    count=lambda viewer: communities_visible_to(viewer).count(),
)
TEAMS = Place(
    "people",
    _("Teams"),
    "/settings/teams",
    _("Who works which queue, and on which line"),
    count=lambda viewer: teams_shaped_by(viewer).filter(is_active=True).count(),
)
TIERS = Place(
    "up",
    _("Tiers"),
    "/settings/tiers",
    _("How long each tier works on a request before it is handed on"),
    may_set_tiers,
)
PROCESSES = Place(
    "automation",
    _("Processes"),
    "/settings/processes",
    _("How what is ordered gets done, step by step, and by whom"),
    may_read_processes,
)
SERVICES = Place(
    "list",
    _("Services and categories"),
    "/settings/services",
    _("What people ask about, and the words that point to it"),
    may_shape_services,
    lambda viewer: services_shaped_by(viewer).filter(is_live=True).count(),
)
PORTFOLIO = Place(
    "list",
    _("Portfolio"),
    "/portfolio",
    _("Every service from proposed to retired, and who answers for it"),
    may_read_portfolio,
)
OFFERINGS = Place(
    "fulfilment",
    _("Offerings"),
    "/settings/offerings",
    _("What can be ordered: its form, who approves, price and time"),
    may_read_offerings,
)
SUBSCRIPTIONS = Place(
    "people",
    _("Subscriptions"),
    "/subscriptions",
    _("Who has what, since when"),
    may_read_subscriptions,
)
QUESTIONS = Place(
    "bulb",
    _("Guided questions"),
    "/settings/questions",
    _("What is asked step by step, and what the answers lead to"),
    may_guide,
)
ITEMS = Place(
    "server",
    _("Configuration items"),
    "/settings/items",
    _("What services run on, and who looks after it"),
    may_read_items,
)
MAINTENANCE = Place(
    "calendar",
    _("Maintenance windows"),
    "/settings/maintenance",
    _("When alarms are expected and become no incidents"),
    may_read_windows,
)
ORGANISATIONS = Place(
    "building",
    _("Organisations"),
    "/settings/organisations",
    _("The parties people act for, and their mail domains"),
    count=lambda viewer: organisations_visible_to(viewer).count(),
)
SUPPLIERS = Place(
    "send",
    _("Suppliers"),
    "/settings/suppliers",
    _("Outside parties that requests are handed over to"),
    may_keep_settings,
)
ROLES = Place(
    "lock",
    _("Roles and permissions"),
    "/settings/access",
    _("Who may do what, in one table; granted on each person's page"),
)
ACTIONS = Place(
    "automation",
    _("Actions"),
    "/settings/actions",
    _("What machines do when a process asks for it"),
    may_open_actions,
)
FIELDS = Place(
    "list",
    _("Custom fields"),
    "/settings/fields",
    _("What your desk keeps of its requests beside what every desk does"),
    may_open_fields,
)
MACROS = Place(
    "macro",
    _("Macros"),
    "/settings/macros",
    _("What is often done together, done by one key"),
    may_keep,
)
SNIPPETS = Place(
    "note",
    _("Text snippets"),
    "/settings/snippets",
    _("What is often written, in both languages"),
    may_keep,
)
TEMPLATES = Place(
    "list",
    _("Request templates"),
    "/settings/templates",
    _("What a request that is made again and again begins with"),
    may_open_templates,
)
RECURRING = Place(
    "calendar",
    _("Recurring requests"),
    "/settings/recurring",
    _("What is registered by itself, and when it comes back"),
    may_open_templates,
)
FEEDBACK = Place(
    "chat",
    _("Surveys and complaints"),
    "/settings/feedback",
    _("When people are asked how it was, and how long a complaint takes"),
    may_keep_feedback,
)
PROPOSALS = Place(
    "new_service",
    _("New services"),
    "/settings/proposals",
    _("What a new service must score to be assessed, and how long one has to justify it"),
    may_keep_proposals,
)
MAJORS = Place(
    "alert",
    _("Terms of major incidents"),
    "/settings/major",
    _("From where on an incident is proposed as one, and how it is run"),
    may_shape_majors,
)
AGREEMENTS = Place(
    "flag",
    _("Agreements"),
    "/settings/agreements",
    _("What is promised to whom, between teams, and by suppliers"),
    may_read_promises,
)
CALENDARS = Place(
    "clock",
    _("Calendars"),
    "/settings/calendars",
    _("When promises run: hours of the week, holidays, a year at a glance"),
    may_read_promises,
)
EXEMPTIONS = Place(
    "check",
    _("Proposed exemptions"),
    "/settings/exemptions",
    _("Promises somebody would take out of the measures"),
    may_see_exemptions,
)
LADDERS = Place(
    "up",
    _("Escalation"),
    "/settings/ladders",
    _("Who hears when a promise is in danger, and who next"),
    may_open_ladders,
)
TRAIL = Place(
    "list",
    _("What happened"),
    "/settings/trail",
    _("Every fact on record, as a file that others can verify"),
    may_read_trail,
)

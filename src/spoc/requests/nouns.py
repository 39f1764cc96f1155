"""The nouns of this app: how others name, show and guard its records."""

from typing import cast

from django.utils.translation import gettext as _

from spoc.kit.nouns import Noun
from spoc.requests import (
    access,
    field_access,
    ladder_access,
    macro_access,
    order_access,
    proposal_access,
    view_access,
)
from spoc.requests.models import (
    Basket,
    BulkRun,
    CustomField,
    DispatchRule,
    Ladder,
    Lesson,
    Macro,
    MajorTerms,
    ProposalTerms,
    Recurrence,
    RequestTemplate,
    Snippet,
    SupportRequest,
    View,
)

NOUNS = (
    Noun(
        "request",
        SupportRequest,
        str,
        lambda r: f"/requests/{r.pk}",
        access.visible_to,
        lambda r: [f"request-{r.pk}", "queue"],
        lambda r: cast(SupportRequest, r).reference,
    ),
    Noun(
        "dispatch_rule",
        DispatchRule,
        str,
        lambda rule: f"/settings/dispatch/{rule.pk}",
        access.rules_visible_to,
    ),
    Noun(
        "custom_field",
        CustomField,
        str,
        lambda field: f"/settings/fields/{field.pk}",
        field_access.fields_shaped_by,
    ),
    Noun(
        "template",
        RequestTemplate,
        str,
        lambda template: f"/settings/templates/{template.pk}",
        field_access.templates_shaped_by,
    ),
    Noun(
        "recurrence",
        Recurrence,
        str,
        lambda recurrence: f"/settings/recurring/{recurrence.pk}",
        field_access.recurrences_shaped_by,
    ),
    Noun(
        "lesson",
        Lesson,
        str,
        lambda _lesson: "/settings/suggestions",
        access.lessons_visible_to,
    ),
    Noun(
        "ladder",
        Ladder,
        str,
        lambda ladder: f"/settings/ladders/{ladder.pk}",
        ladder_access.ladders_visible_to,
    ),
    Noun(
        "macro",
        Macro,
        str,
        lambda macro: f"/settings/macros/{macro.pk}",
        macro_access.macros_visible_to,
    ),
    Noun(
        "snippet",
        Snippet,
        str,
        lambda snippet: f"/settings/snippets/{snippet.pk}",
        macro_access.snippets_visible_to,
    ),
    Noun(
        "bulk_run",
        BulkRun,
        str,
        lambda run: f"/bulk/{run.pk}",
        macro_access.runs_visible_to,
    ),
    Noun(
        "major_terms",
        MajorTerms,
        lambda _terms: _("Major incidents"),
        lambda _terms: "/settings/major",
        access.major_terms_visible_to,
    ),
    Noun(
        "basket",
        Basket,
        lambda basket: cast(Basket, basket).reference,
        lambda _basket: "/basket",
        order_access.baskets_visible_to,
    ),
    Noun(
        "proposal_terms",
        ProposalTerms,
        lambda _terms: _("New services"),
        lambda _terms: "/settings/proposals",
        proposal_access.terms_visible_to,
    ),
    Noun("view", View, str, lambda view: f"/views/{view.pk}", view_access.visible_to),
)

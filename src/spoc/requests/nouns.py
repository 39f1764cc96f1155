"""The nouns of this app: how others name, show and guard its records."""

from typing import cast

from django.utils.translation import gettext as _

from spoc.kit.nouns import Noun
from spoc.requests import access, ladder_access
from spoc.requests.models import DispatchRule, Ladder, MajorTerms, SupportRequest

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
        "ladder",
        Ladder,
        str,
        lambda ladder: f"/settings/ladders/{ladder.pk}",
        ladder_access.ladders_visible_to,
    ),
    Noun(
        "major_terms",
        MajorTerms,
        lambda _terms: _("Major incidents"),
        lambda _terms: "/settings/major",
        access.major_terms_visible_to,
    ),
)

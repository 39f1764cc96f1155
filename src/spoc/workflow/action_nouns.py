"""The nouns of what machines do: how others name, show and guard these records."""

from typing import cast

from django.utils.translation import gettext_lazy as _

from spoc.kit.nouns import Noun
from spoc.workflow import action_access, identity_access
from spoc.workflow.models import Action, ActionRun, IdentityCheck

NOUNS = (
    Noun(
        "action",
        Action,
        str,
        lambda action: f"/settings/actions/{action.pk}",
        action_access.actions_visible_to,
        lambda action: ["actions"],
    ),
    Noun(
        "action_run",
        ActionRun,
        lambda run: cast(ActionRun, run).action.name,
        lambda run: f"/settings/actions/runs/{run.pk}",
        action_access.runs_visible_to,
        lambda run: ["actions", f"action-run-{run.pk}"],
    ),
    Noun(
        "identity_check",
        IdentityCheck,
        lambda _check: str(_("Proof of identity")),
        lambda _check: "/vouching",
        identity_access.checks_visible_to,
        lambda check: [f"identity-{check.pk}"],
    ),
)

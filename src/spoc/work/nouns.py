"""The noun of this app: how others name, show and guard an approval."""

from typing import cast

from spoc.kit.nouns import Noun
from spoc.work.approval_access import approvals_visible_to
from spoc.work.models import Approval

APPROVAL = Noun(
    "approval",
    Approval,
    lambda approval: cast(Approval, approval).round.title,
    lambda approval: f"/approvals/{approval.pk}",
    approvals_visible_to,
)

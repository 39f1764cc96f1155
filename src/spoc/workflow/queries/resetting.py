"""Reading what became of a password that is reset."""

from spoc.workflow.models import ActionRun, IdentityCheck


def run_of(check: IdentityCheck) -> ActionRun | None:
    """Return the run that a proof was used for, if it was."""
    return check.runs.select_related("action").order_by("-id").first()

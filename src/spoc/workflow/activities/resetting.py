"""Resetting a password for who proved that the account is theirs, with nobody at the desk."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.kit.errors import NotPossible
from spoc.people.models import Person
from spoc.workflow.activities.runs import begin_run, collect_secret
from spoc.workflow.models import ActionRun, IdentityCheck
from spoc.workflow.queries.actions import reset_action
from spoc.workflow.queries.resetting import run_of


@activity
def reset_password(check: IdentityCheck, *, by: Person) -> ActionRun:
    """Let the directory make a new password for the account that was proven."""
    action = reset_action()
    if action is None:
        raise NotPossible(_("Passwords are not reset here at the moment: call us."))
    inputs = {"identity": check.pk}
    return begin_run(action, by=by, inputs=inputs, mark=f"identity-{check.pk}")


def fetch_password(check: IdentityCheck, *, by: Person) -> str:
    """Return the new password to whoever holds the proof of it, once."""
    run = run_of(check)
    if run is None or check.person is None:
        raise NotPossible(_("There is nothing to show: begin again."))
    return collect_secret(run, by=by)

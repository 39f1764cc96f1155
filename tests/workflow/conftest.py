"""Somebody who can prove who they are, and a directory that resets passwords."""

import pytest

from spoc.people.activities import add_address
from spoc.people.queries import system
from spoc.workflow.activities import actions
from spoc.workflow.activities.actions import ActionPlan
from spoc.workflow.base import ActionKind, Outcome
from tests.workflow.proofs import OTHER, PASSWORD, TOLD


@pytest.fixture
def karin(people):
    """Karin Holm, who has another proven address."""
    person = people["Karin Holm"]
    add_address(person, by=system(), kind="mail", value=OTHER, is_verified=True)
    return person


@pytest.fixture
def directory(people, monkeypatch):
    """The directory of accounts: it answers as a test says, and remembers what it was asked."""
    asked: list[dict] = []
    answers = [Outcome(True, {"account": "uid=karin"}, "reset uid=karin", secret=PASSWORD)]

    def run(self, inputs, *, key, errand):
        asked.append({**inputs, "key": key})
        return answers[min(len(asked), len(answers)) - 1]

    monkeypatch.setattr(ActionKind.get("directory"), "run", run)
    plan = ActionPlan("Reset a password", TOLD, needs_identity=True, key="password-reset")
    action = actions.add_action("directory", by=people["Åsa Ekman"], plan=plan)
    actions.switch_action(action, by=people["Åsa Ekman"], is_on=True)
    return asked, answers

"""The whole schema is asked with what it allows and with what it does not, by three callers.

Nothing is a fault of ours, and nothing is answered that the schema does not foresee.
"""

from collections.abc import Iterator
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.floor.machine import READ_AND_WRITE, V1

from spoc.kit import nouns
from spoc.people.models import Person
from spoc.site import tokens

# how often each operation is asked by whom; a stranger is always turned away
EXAMPLES = {"": 1, "Karin Holm": 3, "Elin Sand": 4}
SEED = 20261123
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
WHY = "Declare what is answered with `answers(...)`, and refuse with a Refusal what cannot be done."


@cache
def operations() -> list[APIOperation]:
    """Return every operation of the schema, read in this process."""
    schema = schemathesis.openapi.from_wsgi(f"{V1}/openapi.json", get_wsgi_application())
    return [each.ok() for each in schema.get_all_operations()]


def known_to(person: Person, operation: APIOperation) -> dict[str, object]:
    """Return keys of records there are for the variables of an address."""
    known: dict[str, object] = {}
    for each in operation.path_parameters:
        name = {"number": "request"}.get(each.name, each.name)
        row = nouns.noun(name).visible_to(person).first() if nouns.is_noun(name) else None
        known[each.name] = "all" if name == "key" else row.pk if row else 1
    return known


def cases_of(operation: APIOperation, person: Person | None) -> st.SearchStrategy[Case]:
    """Return what to ask: rightly and wrongly, mostly of records there are."""
    rightly = operation.as_strategy()
    if person is None:
        return rightly
    known = known_to(person, operation)
    asked = [rightly, operation.as_strategy(path_parameters=known)]
    if operation.body or operation.query:
        wrongly = GenerationMode.NEGATIVE
        asked.append(operation.as_strategy(wrongly, path_parameters=known))
    return st.one_of(asked)


def faults_of(operation: APIOperation, person: Person | None, token: str) -> Iterator[str]:
    """Yield what was answered that should not have been, and what was asked."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    found: list[str] = []

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES[person.name if person else ""],
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases_of(operation, person))
    def ask(case: Case) -> None:
        with transaction.atomic():
            answer = case.call(headers=headers)
            transaction.set_rollback(True)
        try:
            case.validate_response(answer, checks=CHECKS)
        except FailureGroup as faults:
            told = "; ".join(f"{each.title}: {each.message}"[:600] for each in faults.exceptions)
            found.append(f"{answer.status_code} {case.as_curl_command()[:400]}: {told}")

    ask()
    yield from found


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection of the test between calls, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@pytest.mark.parametrize("caller", EXAMPLES)
def test_what_the_schema_allows_and_forbids_is_answered_as_it_says(
    people, token_of, register_request, monkeypatch, caller
):
    monkeypatch.setattr(tokens.calls, "count", lambda name, window: 1)
    register_request()
    person = people[caller] if caller else None
    token = token_of(caller, READ_AND_WRITE) if caller else ""
    faults = [each for one in operations() for each in faults_of(one, person, token)]
    assert faults == [], WHY

"""What a test may ask for: people of the world, their browsers and tokens, requests, jobs done."""

from collections.abc import Callable, Iterator
from copy import copy
from typing import ClassVar

import pytest
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.test import Client, TransactionTestCase

from spoc.people.activities import issue_token
from spoc.people.models import Person
from spoc.people.queries import signed_in
from spoc.requests.activities import Registration, register
from spoc.requests.models import SupportRequest
from tests.floor import browsers, database, furnished, home, jobs, letters


def pytest_sessionstart(session: pytest.Session) -> None:
    """Begin to make a home beside the processes that will share the tests."""
    browsers.share_chain()
    if session.config.option.numprocesses:
        session.config.stash[MAKING] = furnished.begin()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished() -> None:
    """Start the server as a child of the process that outlives those that share it."""
    database.serve()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the server when all is done."""
    if not home.is_worker():
        database.cluster().stop()
    if MAKING in session.config.stash:
        session.config.stash[MAKING].wait()


MAKING: pytest.StashKey = pytest.StashKey()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker) -> Iterator[None]:
    """Give this process its copy of the world, in place of the database Django would make."""
    # what commits would end with TRUNCATE, which facts refuse, and which would empty the world
    TransactionTestCase._fixture_teardown = lambda self: database.fresh()
    if not home.is_worker():
        database.serve()
    with django_db_blocker.unblock():
        database.fresh()
    yield
    with django_db_blocker.unblock():
        database.drop(database.own())


class People:
    """The people of the world by their names, with roles and teams as when signed in."""

    # those of the world have the same keys in every copy of it
    keys: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        self.known: dict[str, Person] = {}

    def forget(self, sender: type[Model], **_saved: object) -> None:
        """Ask anew who somebody is once something about people has changed."""
        if sender._meta.app_label == "people":
            self.known.clear()

    def __getitem__(self, name: str) -> Person:
        if name not in self.known:
            self.known[name] = self._signed_in(name)
        return copy(self.known[name])

    def _signed_in(self, name: str) -> Person:
        found = signed_in(self.keys.get(name, 0))
        if found is None or found.name != name:
            self.keys[name] = Person.objects.get(name=name).pk
            found = signed_in(self.keys[name])
        assert found is not None, f"{name} is not active"
        return found


@pytest.fixture
def people(db) -> People:
    """The people of the world: `people["Elin Sand"]`."""
    everybody = People()
    post_save.connect(everybody.forget)
    post_delete.connect(everybody.forget)
    return everybody


@pytest.fixture
def client_of(people: People) -> Callable[[str], Client]:
    """Give the browser of somebody who is signed in: `client_of("Elin Sand")`."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(people[name])
        return client

    return sign_in


@pytest.fixture
def token_of(people: People) -> Callable[..., str]:
    """Issue a key for a machine that acts as somebody: `token_of("Elin Sand", ["read"])`."""

    def issue(name: str, scopes: list[str] | None = None) -> str:
        person = people[name]
        _token, secret = issue_token(person, by=person, name="test", scopes=scopes or ["read"])
        return secret

    return issue


@pytest.fixture
def letter() -> Callable[..., bytes]:
    """Write a raw letter; see `tests.floor.letters.letter`."""
    return letters.letter


@pytest.fixture
def register_request(people: People) -> Callable[..., SupportRequest]:
    """Register a request: of Karin Holm at the portal, unless said otherwise."""

    def made(
        requester: str = "Karin Holm",
        words: str = "PACS shows no images in reading room A.",
        *,
        by: str | None = None,
        channel: str = "portal",
        **further: object,
    ) -> SupportRequest:
        registration = Registration(description=words, channel=channel, **further)
        who = people[requester]
        return register(who, by=people[by] if by else who, registration=registration)

    return made


@pytest.fixture
def work(db) -> Callable[[], list[str]]:
    """Do all jobs that wait; see `tests.floor.jobs`."""
    return jobs.work


@pytest.fixture
def run_job(db) -> Callable[..., None]:
    """Do one periodic job: `run_job("requests.jobs.wake", timestamp=0)`."""
    return jobs.run_job

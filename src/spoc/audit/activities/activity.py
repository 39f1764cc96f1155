"""`@activity`: a step of a process, all or nothing."""

from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import cache, wraps
from textwrap import wrap
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, transaction
from django.db.models import Model
from procrastinate.jobs import JobDeferrer
from procrastinate.tasks import Task

from spoc.audit.activities.left import leave, leave_to_workers
from spoc.kit.prepared import Prepared

Words = ParamSpec("Words")
Subject = TypeVar("Subject")
Result = TypeVar("Result")

ACTIVITIES: dict[str, Callable[..., object]] = {}
CHANNEL = "spoc_live"
LONGEST_NOTICE = 7_499

_news: ContextVar[set[str] | None] = ContextVar("news", default=None)
# the record each locked row was last read into, in this transaction
_held: ContextVar[dict[tuple[type[Model], object], Model]] = ContextVar("held")


def activity(
    function: Callable[Concatenate[Subject, Words], Result],
) -> Callable[Concatenate[Subject, Words], Result]:
    """Make a function one transaction with the row of its subject locked and fresh.

    The subject comes first; further records of its kind among the arguments are locked with it,
    in the order of their keys. An activity called by an activity joins its transaction, and goes
    on with a record that was locked there as it stands: what was changed of it is saved first.
    What is recorded inside is told to the open pages by one notice when all is written, and to
    nobody when anything fails.
    """

    @wraps(function)
    def whole(subject: Subject, /, *args: Words.args, **kwargs: Words.kwargs) -> Result:
        if _news.get() is not None:
            return _joined(function, subject, *args, **kwargs)
        news, held = _news.set(set()), _held.set({})
        try:
            with transaction.atomic():
                _lock_all(subject, kwargs)
                result = function(subject, *args, **kwargs)
                leave_to_workers()
                tell()
            return result
        finally:
            _news.reset(news)
            _held.reset(held)

    ACTIVITIES[f"{function.__module__.removeprefix('spoc.')}.{function.__name__}"] = whole
    return whole


def _joined(
    function: Callable[Concatenate[Subject, Words], Result],
    subject: Subject,
    /,
    *args: Words.args,
    **kwargs: Words.kwargs,
) -> Result:
    """Do an activity inside another; when it fails, what it left half done is read anew."""
    _lock_all(subject, kwargs)
    try:
        return function(subject, *args, **kwargs)
    except BaseException:
        _held.get().clear()
        raise


def lock(subject: Model) -> None:
    """Lock the record's row against every other change, and read it as it is now.

    A record that it points at, and still does, stays the one at hand: it is not read again.
    """
    if subject.pk is None:
        return
    held, row = _held.get({}), (subject.__class__, subject.pk)
    if held.get(row) is subject:
        return
    held[row] = subject
    # the one signed in comes wrapped: its class is told by `__class__` alone
    rows = _locked(subject.__class__)(subject.pk)
    if not rows:
        raise ObjectDoesNotExist
    _become(subject, rows[0])


def hold(made: Model) -> None:
    """Take a record that was made in this activity for locked: nobody else sees it yet."""
    _held.get({})[made.__class__, made.pk] = made


@cache
def _locked(model: type[Model]) -> Prepared[Model]:
    rows = model._base_manager.select_for_update(no_key=True)
    return Prepared(lambda pk: rows.filter(pk=pk))


def _become(subject: Model, fresh: Model) -> None:
    """Let the record be as it was just read; a pointer whose key is another forgets its target."""
    for field in subject._meta.concrete_fields:
        setattr(subject, field.attname, getattr(fresh, field.attname))
    for relation in subject._meta.related_objects:
        if relation.is_cached(subject):
            relation.delete_cached_value(subject)
    getattr(subject, "_prefetched_objects_cache", {}).clear()


def _lock_all(subject: object, others: Mapping[str, object]) -> None:
    if not isinstance(subject, Model):
        return
    alike = [other for name, other in others.items() if name != "by"]
    found = [subject, *(other for other in alike if isinstance(other, subject.__class__))]
    for row in sorted(found, key=lambda each: each.pk or 0):
        lock(row)


def add_news(topics: list[str]) -> None:
    """Let the open pages that show these topics know, once the activity is done."""
    news = _news.get()
    if news is None:
        raise RuntimeError("a fact is recorded inside an activity, never beside one")
    news.update(topics)


def later(task: "Task[..., Any, Any] | JobDeferrer", **particulars: Any) -> None:
    """Let a worker do this once the activity is done, and once even if it is left twice.

    All that an activity leaves is queued in one statement at its end, in its transaction.
    """
    if _news.get() is None:
        raise RuntimeError("what is left to workers is left by an activity, never beside one")
    deferrer = task if isinstance(task, JobDeferrer) else task.configure()
    leave(deferrer.make_new_job(**particulars))


def tell() -> None:
    """Send the names of what changed; they leave with the commit."""
    announce(_news.get() or ())


def announce(topics: Iterable[str]) -> None:
    """Let the open pages know what changed, also where that is nobody else's affair and no fact."""
    told = " ".join(sorted(topics))
    # topics hold hyphens; none is ever cut in two
    for news in wrap(told, LONGEST_NOTICE, break_long_words=False, break_on_hyphens=False):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, news])

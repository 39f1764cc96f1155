"""The order of the rules of dispatch, when two managers change it in the same second."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from spoc.requests import activities as do
from spoc.requests.models import DispatchRule


@pytest.fixture
def rule(people):
    """Make the table anew: `rule("First", priorities=[1])`."""
    DispatchRule.objects.all().delete()
    return lambda name, **asked: do.add_rule(name, by=people["Lena Falk"], **asked)


def wait_until_both_wait() -> None:
    """Come back as soon as two others of this database wait for a lock."""
    waiting = """
        SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE NOT granted AND datname = current_database()
    """
    with connection.cursor() as cursor:
        for _ in range(20_000):
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0] == 2:
                return
    pytest.fail("the two do not wait")


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_put_the_rules_in_order_at_once_both_get_their_turn(rule, people):
    first, middle, last = (
        rule("First", priorities=[1]),
        rule("Middle", priorities=[2]),
        rule("Last"),
    )
    failed: list[OperationalError] = []

    def manager(moved: DispatchRule, place: int) -> None:
        try:
            do.move_rule(moved, by=people["Lena Falk"], place=place)
        except OperationalError as fault:
            failed.append(fault)
        finally:
            connection.close()

    managers = [
        threading.Thread(target=manager, args=(first, 3)),
        threading.Thread(target=manager, args=(last, 1)),
    ]
    with transaction.atomic():
        DispatchRule.objects.select_for_update().get(pk=middle.pk)
        for each in managers:
            each.start()
        wait_until_both_wait()
    for each in managers:
        each.join()
    assert not failed
    ranks = {row.name: row.rank for row in DispatchRule.objects.all()}
    assert ranks == {"Last": 1, "Middle": 2, "First": 3}

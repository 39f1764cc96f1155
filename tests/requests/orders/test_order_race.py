"""Of two who want the last licence at the same moment, one gets it."""

import threading

import pytest
from django.db import connection

from spoc.catalogue.models import Offering
from spoc.people.models import Person
from spoc.requests.activities.order import Wish, order
from spoc.requests.models import Fulfilment

NAMES = ("Karin Holm", "Sanna Kivi")


@pytest.mark.commits
def test_two_do_not_get_the_last_licence(people, offer):
    seat, start = offer("Drawing program", licences_left=1), threading.Barrier(2)
    keys = [people[name].pk for name in NAMES]

    def press(pk: int) -> None:
        person = Person.objects.get(pk=pk)
        wish = Wish(Offering.objects.get(pk=seat.pk))
        start.wait()
        order(person, by=person, wish=wish)
        connection.close()

    threads = [threading.Thread(target=press, args=(pk,)) for pk in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stages = Fulfilment.objects.exclude(stage="").values_list("stage", flat=True)
    assert sorted(stages) == ["fulfilling", "refused"]
    assert Offering.objects.get(pk=seat.pk).licences_left == 0

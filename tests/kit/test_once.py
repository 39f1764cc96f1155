"""A question is asked once while a page is drawn, and anew everywhere else."""

from types import SimpleNamespace

from spoc.kit.once import asking_once, once


def test_it_is_asked_once_for_each_pair_and_only_inside():
    asked = []

    @once
    def may(who, what) -> bool:
        asked.append((who.pk, what.pk))
        return True

    one, two = SimpleNamespace(pk=1), SimpleNamespace(pk=2)
    may(one, two)
    with asking_once():
        may(one, two)
        may(one, two)
        may(two, one)
    may(one, two)
    assert asked == [(1, 2), (1, 2), (2, 1), (1, 2)]

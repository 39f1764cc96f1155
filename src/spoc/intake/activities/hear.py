"""`hear`: what other systems sent to a channel becomes what it tells of, one after the other."""

from collections.abc import Callable
from typing import Any

import structlog
from django.db import DatabaseError, transaction

from spoc.channels.activities import put_off_delivery, settle_delivery
from spoc.channels.base import Delivered, opened
from spoc.channels.models import Channel, Delivery
from spoc.channels.rules.heard import Heard, Said
from spoc.kit.errors import Refusal

log = structlog.get_logger()
Hearer = Callable[[Any, Channel], str]
Asker = Callable[[Any, Channel], Any]
_hearers: dict[type, Hearer] = {}
_askers: dict[type, Asker] = {}


def hears(kind: type) -> Callable[[Hearer], Hearer]:
    """Let a function make of one sort of thing heard what it is; it returns in a word what."""

    def register(function: Hearer) -> Hearer:
        _hearers[kind] = function
        return function

    return register


def asks_first(kind: type) -> Callable[[Asker], Asker]:
    """Let a function ask another system what is lacking of one sort of thing heard.

    That is done before anything is written or locked, since nobody knows how long it takes.
    """

    def register(function: Asker) -> Asker:
        _askers[kind] = function
        return function

    return register


def hear(delivery: Delivery, *, enclosed: Callable[[Delivery], object] | None = None) -> None:
    """Read one delivery, all or nothing; what fails for now is tried again, and nothing is lost.

    What holds files that are to be fetched is given to `enclosed` in the same transaction.
    """
    try:
        told = Delivered(delivery.headers, bytes(delivery.body))
        heard = [_asked(each, delivery.channel) for each in opened(delivery.channel).read(told)]
        with transaction.atomic():
            outcomes = [_heard(each, delivery.channel) for each in heard]
            if enclosed and any(isinstance(each, Said) and each.files for each in heard):
                enclosed(delivery)
            settle_delivery(delivery, outcome=", ".join(dict.fromkeys(outcomes)))
    except ValueError as problem:
        put_off_delivery(delivery, problem=str(problem), is_hopeless=True)
    except (Refusal, DatabaseError, OSError) as problem:
        log.warning("delivery put off", delivery=delivery.pk, problem=str(problem))
        put_off_delivery(delivery, problem=str(problem))
    except Exception as fault:
        # one that trips us never keeps those behind it from being read
        log.error("delivery not understood", delivery=delivery.pk, exc_info=True)
        put_off_delivery(delivery, problem=f"{type(fault).__name__}: {fault}", is_hopeless=True)


def _asked(each: Heard, channel: Channel) -> Heard:
    ask = _askers.get(type(each))
    told: Heard = ask(each, channel) if ask else each
    return told


def _heard(each: Heard, channel: Channel) -> str:
    return _hearers[type(each)](each, channel)

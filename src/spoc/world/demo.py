"""The world put into an empty house, for whoever wants to look around."""

from datetime import timedelta

from django.db import transaction

from spoc.kit.time import at, now
from spoc.requests.models import SupportRequest
from spoc.world import jobs
from spoc.world.actions import set_up_actions
from spoc.world.approvals import ask_for_approvals
from spoc.world.articles import write_articles
from spoc.world.build import build
from spoc.world.disturbance import begin_disturbance
from spoc.world.history.make import keep_numbers, lanes, make_newest
from spoc.world.history.plan import LENGTH
from spoc.world.new_services import ask_for_new_services
from spoc.world.offerings import set_up_offerings
from spoc.world.orders import order_things
from spoc.world.procedures import publish_procedures
from spoc.world.processes import set_up_processes
from spoc.world.self_help import look_for_help
from spoc.world.speak import speak
from spoc.world.ways import open_ways


def ensure(count: int) -> None:
    """Build Norrvik and the newest of so many requests, and leave the older ones to the worker.

    Beside them goes on one disturbance of many. A house in which somebody asked for something
    before is left as it is.
    """
    if SupportRequest.objects.exists():
        return
    until = now()
    with at(until - LENGTH):
        build()
    with at(until - timedelta(hours=2)):
        speak(until)
        open_ways()
        write_articles(until.date())
        set_up_actions()
        set_up_processes()
        set_up_offerings()
        publish_procedures()
    with transaction.atomic():
        first = keep_numbers(count)
        for left in lanes(count):
            jobs.fill_history.defer(until=until.isoformat(), first=first, left=left, count=count)
    make_newest(until, count)
    order_things(until)
    ask_for_approvals(until)
    ask_for_new_services(until)
    look_for_help(until)
    begin_disturbance(until)

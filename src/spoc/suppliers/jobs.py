"""What waits about handovers: ending with their record, and telling of broken promises."""

from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from spoc.people.queries import system
from spoc.suppliers import activities
from spoc.suppliers.models import Handover
from spoc.suppliers.queries import accepted_on, given_on


@app.task(queue="requests")
def close_accepted(noun: str, pk: int) -> None:
    """End what was accepted on a record that is done with."""
    for handover in accepted_on(noun, pk):
        activities.close_handover(handover, by=system())


@app.task(queue="requests")
def withdraw_open(noun: str, pk: int) -> None:
    """Take back what was given on a record that is no longer worked on."""
    for handover in given_on(noun, pk):
        with override(handover.supplier.language):
            reason = _("It is no longer needed.")
        activities.withdraw_handover(handover, by=system(), reason=reason)


@app.task(queue="requests")
def tell_broken(pk: int, metric: str) -> None:
    """Tell on the record a handover belongs to that the supplier broke a promise."""
    activities.tell_broken(Handover.objects.get(pk=pk), by=system(), metric=metric)

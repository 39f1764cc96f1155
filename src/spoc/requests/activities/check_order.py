"""`check_order`: whether an order can be met, and who has to approve it first."""

from django.utils import translation
from django.utils.translation import gettext as _

from spoc.audit.activities import record
from spoc.catalogue.queries.ordering import eligibility
from spoc.catalogue.terms import Terms, terms_of
from spoc.kit.time import add_weekdays, now
from spoc.people.models import Person
from spoc.people.queries import system
from spoc.requests.activities.await_approval import await_approval
from spoc.requests.activities.fulfil import set_to_work
from spoc.requests.activities.licences import take_licences
from spoc.requests.activities.refuse_order import MARK, refuse
from spoc.requests.models import Fulfilment, SupportRequest
from spoc.requests.queries.ordered import approvers_for, told_in_words
from spoc.work.activities import ApprovalQuestion, ask_approval
from spoc.workflow.queries.identity import is_proven


def check_order(support_request: SupportRequest, *, by: Person) -> None:
    """Find out whether an order can be met: refuse it, ask who approves it, or set to work.

    Part of ordering, which holds the offering.
    """
    order = support_request.fulfilment
    version, person = order.offering_version, order.requested_for
    if version is None or person is None:
        return
    offering, machine = version.offering, system()
    if order.purpose == "begin":
        _may, code = eligibility(offering, person, by=by, quantity=order.quantity)
        if code:
            refuse(support_request, by=machine, code=code, reason="")
            return
    if order.purpose != "end" and not take_licences(order):
        refuse(support_request, by=machine, code="licences", reason="")
        return
    terms = terms_of(version)
    if terms.needs_identity and order.purpose != "end" and not is_proven(person, now()):
        refuse(support_request, by=machine, code="identity", reason="")
        return
    wanted = terms.approvals.for_sum(order.total) if order.purpose != "end" else ()
    approvers = (
        approvers_for(terms.approvals, offering, person, order.total, by=by) if wanted else ()
    )
    if wanted and not approvers:
        refuse(support_request, by=machine, code="nobody_approves", reason="")
        return
    stages = order.move_to("ask" if wanted else "begin", _("It was checked already."))
    order.save()
    record("order.checked", support_request, by=machine, changes={"stage": stages})
    if wanted:
        question = _question(support_request, order, terms, approvers, by)
        ask_approval(support_request, by=machine, question=question)
        await_approval(support_request, by=machine)
    else:
        set_to_work(support_request, order, by=machine)


def _question(
    support_request: SupportRequest,
    order: Fulfilment,
    terms: Terms,
    approvers: tuple[Person, ...],
    by: Person,
) -> ApprovalQuestion:
    """Return what the approvers are asked, in the language of the first of them."""
    rule, person = terms.approvals, order.requested_for
    with translation.override(approvers[0].speaks):
        name = str(order.offering_version.offering) if order.offering_version else terms.name
        title = _("%(what)s for %(name)s") % {"what": name, "name": person.name if person else ""}
        told = told_in_words(terms.form, order.answers)
    if order.quantity > 1:
        told = [(_("How many"), str(order.quantity)), *told]
    return ApprovalQuestion(
        title=title,
        approvers=approvers,
        words="",
        rule=rule.rule,
        quorum=min(rule.quorum, len(approvers)),
        beneficiary=person,
        due_at=add_weekdays(now(), rule.days),
        mark=MARK,
        told=tuple(told),
        price=order.total,
        currency=order.currency,
        barred=(by,),
    )

"""`run_macro`: what is often done together is done together, all of it or nothing."""

from datetime import timedelta

from django.utils.translation import gettext as _

from spoc.audit.activities import activity, record
from spoc.kit.errors import NotPossible, Stale
from spoc.kit.time import now
from spoc.people.access import demand
from spoc.people.models import Person
from spoc.requests import access
from spoc.requests.activities.steps import Back, take_back, take_steps
from spoc.requests.activities.touch import save
from spoc.requests.macro_access import macros_visible_to
from spoc.requests.models import Macro, MacroUse, SupportRequest

# so long after it was run can a macro be taken back
UNDONE_WITHIN = timedelta(hours=1)


@activity
def run_macro(support_request: SupportRequest, *, by: Person, macro: Macro) -> MacroUse:
    """Take the steps of a macro on a request; where one is refused, none of them is taken."""
    demand(access.may_work(by, support_request))
    demand(macros_visible_to(by).filter(pk=macro.pk).exists())
    if not macro.steps:
        raise NotPossible(_("This macro has no steps yet: add the first under Settings, Macros."))
    try:
        back = take_steps(support_request, by=by, steps=macro.steps)
    except NotPossible as refusal:
        words = _("%(why)s Nothing of %(macro)s was done.")
        said = {"why": refusal.sentence, "macro": str(macro)}
        raise NotPossible(words % said) from refusal
    return _noted(support_request, by, macro, back)


@activity
def undo_macro(support_request: SupportRequest, *, by: Person, use: MacroUse) -> SupportRequest:
    """Take back what a macro did, for whoever ran it, while all of it can be taken back."""
    demand(access.may_work(by, support_request) and use.by_id == by.pk)
    is_late = use.at < now() - UNDONE_WITHIN
    if use.support_request_id != support_request.pk or use.back is None or is_late:
        raise Stale(_("It cannot be undone any more: take the steps back one by one."))
    take_back(support_request, by=by, steps=use.back)
    name = use.macro.name
    use.delete()
    save(support_request, [])
    record("request.macro_undone", support_request, by=by, macro=name)
    return support_request


def _noted(support_request: SupportRequest, by: Person, macro: Macro, back: Back) -> MacroUse:
    """Note what the macro was run on: the next request like it is offered it first."""
    use, _is_new = MacroUse.objects.update_or_create(
        macro=macro,
        support_request=support_request,
        defaults={
            "service": support_request.service,
            "category": support_request.category,
            "by": by,
            "at": now(),
            "back": back,
        },
    )
    save(support_request, [])
    record("request.macro_run", support_request, by=by, macro=macro.name)
    return use

"""A question that nothing written answers becomes an article, and somebody's task to write it."""

from django.utils.translation import gettext as _

from spoc.audit.activities import activity
from spoc.kit.text import one_line
from spoc.knowledge import access
from spoc.knowledge.activities.use import judge_use
from spoc.knowledge.activities.write import capture_article
from spoc.knowledge.activities.writing import Draft
from spoc.knowledge.models import Article, Use
from spoc.people.access import may_work_at_desk
from spoc.people.models import Person
from spoc.records.models import Link
from spoc.requests.models import SupportRequest
from spoc.work.activities import TaskPlan, add_tasks


@activity
def capture_gap(support_request: SupportRequest, *, by: Person, finder: Person) -> Article | None:
    """Begin an article of what nothing answered, once; whoever found that is to write it."""
    information = getattr(support_request, "information", None)
    is_gap = support_request.type == "information" and information and information.is_gap
    if not is_gap or support_request.is_restricted or _is_documented(support_request):
        return None
    owner = finder if access.may_write(finder) else by
    services = (support_request.service,) if _is_known(support_request) else ()
    draft = Draft(
        title=support_request.title,
        question=support_request.description,
        answer=support_request.resolution,
        language=support_request.language or support_request.requester.speaks,
        services=tuple(each for each in services if each is not None),
    )
    article = capture_article(owner, by=by, draft=draft, support_request=support_request)
    title = _("Write the article %(number)s %(title)s") % {
        "number": article.reference,
        "title": article.title,
    }
    whose = owner if may_work_at_desk(owner) else None
    add_tasks(article, by=by, plans=[TaskPlan(one_line(title, 200), assignee=whose)])
    return article


@activity
def judge_received(support_request: SupportRequest, *, by: Person, helped: bool) -> int:
    """Count for the articles that were sent whether they helped, where nobody said so yet."""
    rows = Use.objects.filter(support_request=support_request, outcome="")
    uses = list(rows.select_related("article", "support_request"))
    for use in uses:
        judge_use(use, by=by, outcome="helped" if helped else "no_effect")
    return len(uses)


def _is_known(support_request: SupportRequest) -> bool:
    return support_request.service is not None and not support_request.service.is_unknown


def _is_documented(support_request: SupportRequest) -> bool:
    """Tell whether an article documents it already."""
    return Link.objects.filter(
        relation="documented_by",
        from_noun="request",
        from_id=support_request.pk,
        to_noun="article",
    ).exists()

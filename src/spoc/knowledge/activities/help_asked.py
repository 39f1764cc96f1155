"""`keep_read_before`: whoever takes a request up sees what was read before it was asked."""

from spoc.audit.activities import activity
from spoc.knowledge import access
from spoc.knowledge.activities.help import ask_after_help
from spoc.knowledge.activities.use import use_article
from spoc.knowledge.models import HelpSession
from spoc.knowledge.queries.help import open_visit_of
from spoc.people.models import Person
from spoc.requests.models import SupportRequest


@activity
def keep_read_before(support_request: SupportRequest, *, by: Person) -> HelpSession | None:
    """End the requester's visit as asked, and keep what they tried in it as used.

    Opening an article is no use of it. What came of it is judged when the request is resolved.
    """
    session = open_visit_of(support_request.requester)
    if session is None or session.began_at > support_request.created_at:
        return None
    tried = session.readings.exclude(walked="", verdict="").select_related("article")
    for reading in tried.order_by("at"):
        if access.may_see(support_request.requester, reading.article):
            way = "self_help" if reading.walked else "portal"
            use_article(support_request, by=by, article=reading.article, way=way)
    return ask_after_help(session, by=by, support_request=support_request)

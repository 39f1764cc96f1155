"""`tell_concerned`: whom a fact about a request concerns find a notice of it."""

from spoc.audit.activities import activity
from spoc.audit.models import Fact
from spoc.channels.activities import News, notify
from spoc.channels.models import Notice
from spoc.people.models import Person
from spoc.requests.models import SupportRequest
from spoc.requests.queries.concerned import concerned

# what of a fact a notice says, beside who did it; never what the record is called
SAID = ("percent", "metric", "trigger", "task", "note")
WATCHED = "watched"


@activity
def tell_concerned(fact: Fact, *, by: Person) -> list[Notice]:
    """Tell everybody at the desk whom a fact concerns, but who did it, each once."""
    support_request = SupportRequest.objects.get(pk=fact.subject_id)
    values = fact.particulars.values
    said = {name: values[name] for name in SAID if name in values}
    said |= {"by": fact.by.name, "change": fact.kind}
    said.setdefault("task", values.get("tasks", ""))
    said["note"] = said.get("note") or support_request.reference
    found = concerned(support_request, fact.kind, values)
    notices = [
        notify(person, by=fact.by, news=News(event, support_request, said))
        for person, event in found.items()
        if not (event == WATCHED and _is_told(person, fact))
    ]
    return [notice for notice in notices if notice is not None]


def _is_told(person: Person, fact: Fact) -> bool:
    """Tell whether somebody has better news of the same moment, such as that they were named."""
    unseen = Notice.objects.filter(person=person, noun=fact.noun, subject_id=fact.subject_id)
    since = unseen.filter(seen_at=None, last_at__gte=fact.at)
    return since.exclude(event=WATCHED).exists()

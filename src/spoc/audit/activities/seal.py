"""`seal`: close the facts so far under one digest, so that a removed tail shows."""

from django.db import connection, transaction

from spoc.audit.models import Fact, Seal
from spoc.audit.queries import digest_between
from spoc.kit.time import now


def seal() -> Seal | None:
    """Seal every fact that is not sealed yet; None where there is none.

    The table is locked for an instant so that each lower number is either committed or never
    will be; what is sealed afterwards can only be read.
    """
    through = _settled()
    last = Seal.objects.order_by("-id").first()
    since = last.through if last else 0
    if through <= since:
        return None
    count, digest = digest_between(since, through, bytes(last.digest) if last else b"")
    return Seal.objects.create(at=now(), through=through, fact_count=count, digest=digest)


def _settled() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE audit_fact IN SHARE MODE")
        return Fact.objects.order_by("-id").values_list("id", flat=True).first() or 0

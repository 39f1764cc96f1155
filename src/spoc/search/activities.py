"""Keeping the index: what a record says now is what it is found by."""

from django.db import connection

from spoc.kit.nouns import noun
from spoc.kit.time import now
from spoc.search.models import Document
from spoc.search.registry import source
from spoc.search.rules import spans_of

LONGEST = 100_000
UPSERT = """
INSERT INTO search_document (noun, subject_id, is_internal, title, vector, at)
VALUES (%(noun)s, %(pk)s, %(inside)s, %(title)s,
        setweight(to_tsvector('english', %(title)s), 'A')
        || setweight(to_tsvector('swedish', %(title)s), 'A')
        || setweight(to_tsvector('simple', %(title)s), 'A')
        || to_tsvector('english', %(words)s) || to_tsvector('swedish', %(words)s)
        || array_to_tsvector(%(spans)s::text[]), %(at)s)
ON CONFLICT (noun, subject_id, is_internal) DO UPDATE
SET title = excluded.title, vector = excluded.vector, at = excluded.at
"""


def index(key: str, pk: int) -> None:
    """Let one record be found by what it says now; running twice changes nothing."""
    found = source(key)
    subject = noun(key).model._base_manager.filter(pk=pk).first()
    if found is None or subject is None:
        return
    words = found.describe(subject)
    for inside, text in ((False, words.public), (True, words.internal)):
        if inside and not text:
            Document.objects.filter(noun=key, subject_id=pk, is_internal=True).delete()
            continue
        with connection.cursor() as cursor:
            cursor.execute(
                UPSERT,
                {
                    "noun": key,
                    "pk": pk,
                    "inside": inside,
                    "title": words.title[:300],
                    "words": text[:LONGEST],
                    "spans": spans_of(pk),
                    "at": now(),
                },
            )

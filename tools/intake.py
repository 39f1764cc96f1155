"""What may help while somebody types, for `make bench`: beside the database alone."""

from collections.abc import Callable

import load

REQUESTS = 10_000
ARTICLES = 500
WORDS = "The printer on the third floor prints nothing, and the archive is slow since this morning"
# titles differ, so that words find some of them and not all
ABOUT = (
    "(ARRAY['printer', 'archive', 'viewer', 'invoice', 'calendar', 'badge', 'phone'])[1 + nth % 7]"
)
LIKE_ARTICLES = {
    "title": f"'How to mend the ' || {ABOUT} || ' ' || nth",
    "question": f"'The ' || {ABOUT} || ' does not do what it did yesterday.'",
    "translation_of_id": "NULL",
    "use_count": "nth % 50",
}
LIKE_REQUESTS = {
    "title": f"'My ' || {ABOUT} || ' is slow ' || nth",
    "created_at": "now() - nth * interval '1 minute'",
}
Timed = Callable[[Callable[[], object]], float]


def matching(median: Timed) -> dict[str, float]:
    """Return what matching takes in a house of this size, and its statements by themselves."""
    from spoc.catalogue.queries import spoken_to
    from spoc.knowledge.queries.matching import matches
    from spoc.people.models import Person

    undo = _filled()
    karin = Person.objects.get(name="Karin Holm")
    community = spoken_to(karin, "")

    def matched() -> object:
        return matches(WORDS, karin, community, "en")

    statements = _statements(matched)
    whole, alone = median(matched), median(lambda: _executed(statements))
    undo()
    size = f"{REQUESTS:,} requests, {ARTICLES} articles"
    return {
        f"matching at intake, {size}: {whole / alone:.1f} x its SQL": whole,
        f"its {len(statements)} statements, the database alone": alone,
    }


def _filled() -> Callable[[], None]:
    """Have as many requests and articles, and return how they are taken away again."""
    from spoc.knowledge.models import Article
    from spoc.requests.models import SupportRequest

    tables = ((SupportRequest, LIKE_REQUESTS, REQUESTS), (Article, LIKE_ARTICLES, ARTICLES))
    last = {}
    for model, different, size in tables:
        rows, table = model._default_manager, model._meta.db_table
        last[table] = rows.latest("pk").pk
        missing = max(0, size - rows.count())
        load.copied(table, different, f"generate_series(1, {missing}) nth", last[table])
    load.executed("ANALYZE")

    def undone() -> None:
        for table, pk in last.items():
            load.executed(f"DELETE FROM {table} WHERE id > {pk}")

    return undone


def _statements(act: Callable[[], object]) -> list[tuple[str, object]]:
    """Return the statements an act asks the database."""
    from django.db import connection

    found: list[tuple[str, object]] = []

    def kept(execute, sql, params, many, context):
        found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kept):
        act()
    return found


def _executed(statements: list[tuple[str, object]]) -> int:
    from django.db import connection

    count = 0
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            count += len(cursor.fetchall())
    return count

"""What another driver needs to know of a home, in the files it reads: words, texts, messages."""

import json
from pathlib import Path
from typing import Any

from django.db import connection

from bench.text import Language

TEXTS = 500
# those that can still be answered, and that every agent may see
MESSAGES = """
SELECT e.id, e.support_request_id, CASE WHEN row_number() OVER (ORDER BY e.id) <= %s
       THEN e.text ELSE '' END
FROM requests_entry e JOIN requests_supportrequest r ON r.id = e.support_request_id
WHERE r.status IN ('assigned', 'in_progress') AND NOT r.is_restricted ORDER BY e.id
"""


def export(place: Path, sheet: dict[str, Any], language: Language) -> None:
    """Write the files."""
    place.mkdir(exist_ok=True)
    words = {
        name: {"word": word, "tickets": sheet["found"][name]}
        for name, word in sheet["words"].items()
    }
    (place / "words.json").write_text(json.dumps(words | {"tickets": sheet["count"]}))
    (place / "vocab.txt").write_text("\n".join(language.words))
    with connection.cursor() as cursor:
        cursor.execute(MESSAGES, [TEXTS])
        rows = cursor.fetchall()
    with (place / "messages.tsv").open("w") as file:
        file.writelines(f"{pk}\t{request}\t{text}\n" for pk, request, text in rows)

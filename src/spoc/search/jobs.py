"""What waits about search: putting a record into the index."""

from procrastinate.contrib.django import app

from spoc.search import activities


@app.task(queue="search")
def index(noun: str, pk: int) -> None:
    """Let one record be found by what it says now."""
    activities.index(noun, pk)

"""The tools that know: articles searched and read, and drafts proposed to the desk."""

from ninja import Schema
from pydantic import Field

from spoc.catalogue.models import Service
from spoc.knowledge import access, activities
from spoc.knowledge.activities import Draft
from spoc.knowledge.api.article_shapes import ArticleOut, Text, Title, Tongue, article_out
from spoc.people.models import Person
from spoc.search.queries import best
from spoc.site.machines import Key, find, named
from spoc.site.mcp.toolbox import Asked, tool


class ArticlesIn(Asked):
    """What to look for."""

    words: str = Field(min_length=1, max_length=200, description="Words to be found in it.")
    limit: int = Field(5, ge=1, le=20)


class ArticlesFoundOut(Schema):
    """The articles that fit, the best first."""

    items: list[ArticleOut]


class ArticleAsked(Asked):
    """Which article."""

    number: Key = Field(description="The number without K-.")


class ProposalIn(Asked):
    """What is proposed as an article; a person of the desk validates it."""

    title: Title
    question: Text
    answer: Text = ""
    cause: Text = ""
    language: Tongue | None = None
    service: Key | None = Field(None, description="Which service it is about, by its number.")
    request: Key | None = Field(None, description="From which request it was learned.")


@tool("Search articles", scope="read")
def search_articles(by: Person, asked: ArticlesIn) -> ArticlesFoundOut:
    """Search the knowledge the person may read, in both languages."""
    keys = best(by, asked.words, noun="article", limit=asked.limit)
    rows = access.visible_to(by).prefetch_related("services").in_bulk(keys)
    return ArticlesFoundOut(items=[article_out(rows[pk], by) for pk in keys if pk in rows])


@tool("Read an article", scope="read")
def read_article(by: Person, asked: ArticleAsked) -> ArticleOut:
    """Read an article, as far as the person may."""
    return article_out(find(access.visible_to(by), asked.number), by)


@tool("Propose an article", scope="write")
def propose_article(by: Person, asked: ProposalIn) -> ArticleOut:
    """Write down an article for the desk; nobody else reads it until a person validates it."""
    about = named(access.requests_shown(by), asked.request, "request")
    service: Service | None = named(access.services_shown(by), asked.service, "service")
    draft = Draft(
        title=asked.title,
        question=asked.question,
        answer=asked.answer,
        cause=asked.cause,
        language=asked.language or by.speaks,
        services=(service,) if service else (),
    )
    made = activities.capture_article(by, by=by, draft=draft, support_request=about)
    return article_out(find(access.visible_to(by), made.pk), by)

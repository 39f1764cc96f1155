"""What of an article can be found: its public words by all who see it, internal ones inside."""

from spoc.knowledge import access
from spoc.knowledge.models import Article
from spoc.knowledge.rules.guided import parse
from spoc.knowledge.rules.standard import only_inside, without_inside
from spoc.search.registry import Findable, findable


def describe(article: Article) -> Findable:
    """Return the words of an article; its cause is read inside, as internal words are."""
    texts = [article.question, article.environment, article.answer]
    steps = [step.text for step in parse(article.steps)]
    public = " ".join(without_inside(text) for text in [*texts, *steps])
    internal = " ".join([article.cause, *(only_inside(text) for text in texts)]).strip()
    return Findable(f"{article.reference} {article.title}", public, internal)


findable("article", describe, access.readable_inside)

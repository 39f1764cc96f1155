"""What the desk of Norrvik knows: articles in both languages, and who is trusted with them."""

from datetime import date, timedelta
from pathlib import Path

from spoc.catalogue.models import Service
from spoc.knowledge import activities as do
from spoc.knowledge.activities import Asked, Citation, Draft
from spoc.knowledge.models import Article
from spoc.knowledge.rules import AUDIENCES
from spoc.knowledge.rules.exchange import Plain, read
from spoc.people.activities import grant_role
from spoc.people.models import Person
from spoc.people.queries import system

FILES = Path(__file__).parent / "norrvik" / "articles"
KEEPER, PUBLISHER, COACH = "Sofia Berg", "Maja Lindqvist", "Elin Sand"
WRITERS = ("Elin Sand", "Priya Nair", "Maja Lindqvist", "Daniel Okoro")
# what is still being written, and what readers say is out of date
UNFINISHED, FLAGGED = "school-schedule", "payslip"
DAYS_TO_READ = timedelta(days=10)


def write_articles(today: date) -> None:
    """Write down what the desk knows, let a colleague validate it, and publish most of it."""
    keeper = Person.objects.get(name=KEEPER)
    grant_role(keeper, by=system(), role="KM")
    keeper = Person.objects.get(name=KEEPER)
    for name, level in ((PUBLISHER, "publisher"), (COACH, "coach")):
        do.license_person(Person.objects.get(name=name), by=keeper, level=level)
    made = {
        path.name.removesuffix(".en.md"): _written(path, place, keeper)
        for place, path in enumerate(sorted(FILES.glob("*.en.md")))
    }
    _look_after(made, keeper, today)
    _fill_library(keeper, made["vpn"])


def _written(path: Path, place: int, keeper: Person) -> Article:
    """Write down one article and what says the same in Swedish, and publish both."""
    writer = Person.objects.get(name=WRITERS[place % len(WRITERS)])
    text = path.read_text()
    article = do.capture_article(writer, by=writer, draft=_draft(read(text)))
    swedish = read(path.with_name(path.name.replace(".en.", ".sv.")).read_text())
    other = do.translate_article(article, by=writer, draft=_draft(swedish))
    audience = next(each for each in AUDIENCES if f"\naudience: {each}\n" in text)
    for each in (article, other):
        if UNFINISHED not in path.name:
            do.validate_article(each, by=keeper)
            do.publish_article(each, by=keeper, audience=audience)
    return article


def _draft(plain: Plain) -> Draft:
    return Draft(
        title=plain.title,
        question=plain.question,
        answer=plain.answer,
        cause=plain.cause,
        steps=plain.steps,
        language=plain.language,
        services=tuple(Service.objects.filter(key__in=plain.services)),
    )


def _look_after(made: dict[str, Article], keeper: Person, today: date) -> None:
    """Flag what is out of date, hand one on, and keep what nobody found."""
    elin, daniel = (Person.objects.get(name=name) for name in (COACH, "Daniel Okoro"))
    do.flag_article(
        made[FLAGGED], by=elin, reason="outdated", words="The menu is called My pay since March."
    )
    asked = Asked("On which number do you call back, and why?", today + DAYS_TO_READ)
    do.transfer_article(made["locked-account"], by=keeper, people=(elin, daniel), asked=asked)
    for words, language, times in (
        ("book a meeting room", "en", 6),
        ("digital signatur", "sv", 4),
        ("new badge", "en", 2),
    ):
        for _time in range(times):
            do.miss(words, by=system(), language=language)


def _fill_library(keeper: Person, article: Article) -> None:
    """Put a book into the library and let an article lean on it; leave one proposed."""
    elin = Person.objects.get(name=COACH)
    guide = Citation(
        "page",
        "Telework security guide",
        "NIST",
        "NIST SP 800-46",
        2016,
        address="https://csrc.nist.gov/pubs/sp/800/46/r2/final",
        why="What our rules for working from home lean on.",
    )
    found = do.contribute_reference(elin, by=elin, citation=guide)
    do.decide_reference(found, by=keeper, is_approved=True)
    do.cite_reference(article, by=keeper, reference=found)
    book = Citation(
        "book", "KCS v6 practices guide", "Consortium for Service Innovation", year=2016
    )
    do.contribute_reference(elin, by=elin, citation=book)

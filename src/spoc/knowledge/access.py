"""Who may read which articles, and who may write, trust and publish them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from spoc.catalogue.access import public_for
from spoc.catalogue.access import visible_to as services_visible_to
from spoc.catalogue.models import Service
from spoc.cmdb.access import visible_to as items_visible_to
from spoc.cmdb.models import ConfigurationItem
from spoc.knowledge.models import Article, Flag, Licence, Miss, Reference, Transfer
from spoc.knowledge.rules import Confidence, is_outward
from spoc.people.access import may_work_at_desk, reach
from spoc.people.models import Community, Person
from spoc.requests.access import visible_to as requests_visible_to
from spoc.requests.models import SupportRequest

AREA = "article"
PARTNER = "SU"
PUBLISHING = ("publisher", "coach")


def visible_to(person: Person) -> QuerySet[Article]:
    """Return the articles somebody may read: all inside, else what is trusted and for them.

    One about services is for those who may know one of them.
    """
    if reads_inside(person):
        return Article.objects.all()
    levels = _levels(person)
    if not levels:
        return Article.objects.none()
    return _told(levels, services_visible_to(person))


def public_articles(community: Community) -> QuerySet[Article]:
    """Return the articles anybody may read without being known, as a community shows them."""
    return _told(("public",), public_for(community))


def portal_articles(person: Person) -> QuerySet[Article]:
    """Return the articles the portal shows somebody: who works at the desk is a customer there."""
    return _told(_levels(person), services_visible_to(person))


def readable_inside(person: Person) -> QuerySet[Article]:
    """Return the articles whose internal words somebody may read."""
    return Article.objects.all() if reads_inside(person) else Article.objects.none()


def reads_inside(person: Person) -> bool:
    """Whether the knowledge of the desk is theirs, internal words and unfinished articles too."""
    return _is_system(person) or reach(person, AREA, "R").beyond_own


def may_see(person: Person, article: Article) -> bool:
    """Whether they may read this article."""
    return visible_to(person).filter(pk=article.pk).exists()


def may_open(person: Person) -> bool:
    """Whether the desk's pages of knowledge are theirs."""
    return may_work_at_desk(person) and reads_inside(person)


def may_write(person: Person) -> bool:
    """Whether they may write down what they know: whoever works on requests."""
    return _is_system(person) or reach(person, AREA, "C").beyond_own


def may_change(person: Person, article: Article) -> bool:
    """Whether they may change this article: an open one whoever writes, else its keepers."""
    if not article.is_live:
        return False
    is_keeper = article.owner_id == person.pk or may_publish_at_all(person)
    is_open = article.governance == "open"
    return may_manage(person) or (may_write(person) and (is_open or is_keeper))


def may_manage(person: Person) -> bool:
    """Whether they answer for the knowledge as a whole: review it, archive it, license people."""
    return _is_system(person) or reach(person, AREA, "X").beyond_own


def may_validate(person: Person, article: Article) -> bool:
    """Whether their word makes it trusted: who manages knowledge, or is licensed to publish."""
    return may_manage(person) or (may_publish_at_all(person) and may_change(person, article))


def may_publish_at_all(person: Person) -> bool:
    """Whether they are licensed to let others read what is written, their own too."""
    return may_write(person) and licence_of(person) in PUBLISHING


def may_publish(person: Person, article: Article, audience: str) -> bool:
    """Whether they may let these people read it.

    A controlled one goes to customers by its service's owner alone; and nobody lets them read
    their own who is not licensed to.
    """
    if is_outward(audience) and is_own(person, article) and not may_publish_at_all(person):
        return False
    if is_outward(audience) and article.governance == "controlled":
        return owns_service(person, article)
    return may_manage(person) or may_publish_at_all(person) or owns_service(person, article)


def owns_service(person: Person, article: Article) -> bool:
    """Whether they answer for a service it is about; of one about none, who manages knowledge."""
    far = reach(person, AREA, "A")
    if _is_system(person) or (far.everywhere and not article.services.exists()):
        return True
    return far.own_services and article.services.filter(owner=person).exists()


def is_own(person: Person, article: Article) -> bool:
    """Whether it is their own work: they wrote it, or wrote what it says now."""
    wrote = article.revisions.filter(number=article.revision, by=person).exists()
    return wrote or person.pk == article.created_by_id


def may_review(person: Person, article: Article) -> bool:
    """Whether they say that it still holds: its owner, or who manages knowledge."""
    return may_manage(person) or (article.owner_id == person.pk and may_write(person))


def may_flag(person: Person, article: Article) -> bool:
    """Whether they may say that something is wrong with it: whoever reads it."""
    return person.is_active and may_see(person, article)


def may_settle(person: Person, article: Article) -> bool:
    """Whether they may say that a flag is dealt with."""
    return may_review(person, article) or may_change(person, article)


def may_transfer(person: Person) -> bool:
    """Whether they hand knowledge to others and ask for proof: who manages it, or coaches."""
    return may_manage(person) or (may_write(person) and licence_of(person) == "coach")


def may_contribute(person: Person) -> bool:
    """Whether they may propose something for the library: whoever works at the desk."""
    return may_open(person)


def may_decide_reference(person: Person, reference: Reference) -> bool:
    """Whether they say what is in the library: who manages knowledge, but not on their own."""
    return may_manage(person) and person.pk != reference.contributed_by_id


def may_use(person: Person, support_request: SupportRequest, article: Article) -> bool:
    """Whether they may say that an article was used for a request: who sees both."""
    sees = requests_visible_to(person).filter(pk=support_request.pk).exists()
    return _is_system(person) or (sees and may_see(person, article))


def flags_visible_to(person: Person) -> QuerySet[Flag]:
    """Return the flags somebody may read: all inside, else their own."""
    if reads_inside(person):
        return Flag.objects.all()
    return Flag.objects.filter(by=person, article__in=visible_to(person).values("pk"))


def transfers_visible_to(person: Person) -> QuerySet[Transfer]:
    """Return what was handed to whom: their own, all to who hands knowledge on."""
    if may_transfer(person) or reach(person, AREA, "A").everywhere:
        return Transfer.objects.all()
    return Transfer.objects.filter(Q(person=person) | Q(asked_by=person))


def references_visible_to(person: Person) -> QuerySet[Reference]:
    """Return the library to whoever works at the desk: what is in it, and one's own proposals."""
    if not reads_inside(person):
        return Reference.objects.none()
    if may_manage(person):
        return Reference.objects.all()
    return Reference.objects.filter(Q(state="approved") | Q(contributed_by=person))


def misses_visible_to(person: Person) -> QuerySet[Miss]:
    """Return the words that found nothing, to whoever reads inside."""
    return Miss.objects.all() if reads_inside(person) else Miss.objects.none()


def licences_visible_to(person: Person) -> QuerySet[Licence]:
    """Return who is trusted how far, to who manages knowledge; to others their own."""
    if may_manage(person):
        return Licence.objects.all()
    return Licence.objects.filter(person=person)


def requests_shown(person: Person) -> QuerySet[SupportRequest]:
    """Return the requests somebody may see, to name what an article was used for."""
    return requests_visible_to(person)


def services_shown(person: Person) -> QuerySet[Service]:
    """Return the services an article may be about, to whoever writes it."""
    return services_visible_to(person)


def items_shown(person: Person) -> QuerySet[ConfigurationItem]:
    """Return the configuration items an article may be about, to whoever writes or reads it."""
    return items_visible_to(person)


def licence_of(person: Person) -> str:
    """Return how far somebody is trusted with knowledge; empty where nobody said."""
    found = Licence.objects.filter(person=person.pk).values_list("level", flat=True).first()
    return found or ""


def _levels(person: Person) -> tuple[str, ...]:
    """Return which audiences somebody belongs to."""
    if not person.is_active:
        return ()
    if person.is_prospect:
        return ("public",)
    is_partner = any(each.role == PARTNER for each in person.granted)
    return ("partner", "customer", "public") if is_partner else ("customer", "public")


def _told(levels: tuple[str, ...], services: QuerySet[Service]) -> QuerySet[Article]:
    """Return the trusted articles for these audiences, about nothing or one of these services."""
    through = Article.services.through.objects.filter(article=OuterRef("pk"))
    known = through.filter(service__in=services.values("pk"))
    return Article.objects.filter(
        ~Q(Exists(through)) | Q(Exists(known)),
        confidence=Confidence.VALIDATED.value,
        audience__in=levels,
    )


def _is_system(person: Person) -> bool:
    return person.kind == Person.Kind.SYSTEM

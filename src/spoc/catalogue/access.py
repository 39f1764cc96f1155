"""Who may see which services and guided questions, and change them."""

from django.db.models import Q, QuerySet

from spoc.catalogue.models import Answer, Category, Presentation, Question, Service
from spoc.people.access import may_administer, reach
from spoc.people.models import Community, Person


def visible_to(person: Person) -> QuerySet[Service]:
    """Return the services a person may know: all at the desk, else those of their organisation.

    A service that names no customers is for everybody but communities it is not shown to.
    """
    services = Service.objects.filter(is_live=True)
    if reach(person, "request", "R").beyond_own or may_administer(person):
        return services
    own = Q(customers=None)
    if person.organisation_id:
        own |= Q(customers=person.organisation_id)
    hidden = Presentation.objects.filter(community=person.community_id or 0, is_shown=False)
    return services.filter(own).exclude(pk__in=hidden.values("service")).distinct()


def public_for(community: Community) -> QuerySet[Service]:
    """Return the services that anybody may read of and ask about, as a community shows them."""
    services = Service.objects.filter(is_live=True, is_public=True, is_unknown=False)
    hidden = Presentation.objects.filter(community=community.pk or 0, is_shown=False)
    return services.exclude(pk__in=hidden.values("service"))


def served_to(community: Community) -> QuerySet[Service]:
    """Return the services a community as a whole has, as its status page names them."""
    services = Service.objects.filter(is_live=True, is_unknown=False)
    theirs = Q(customers=None) | Q(customers__community=community.pk or 0)
    hidden = Presentation.objects.filter(community=community.pk or 0, is_shown=False)
    return services.filter(theirs).exclude(pk__in=hidden.values("service")).distinct()


def categories_visible_to(person: Person) -> QuerySet[Category]:
    """Return the categories of the services a person may know."""
    return Category.objects.filter(
        Q(service=None) | Q(service__in=visible_to(person)), is_live=True
    )


def may_shape(person: Person) -> bool:
    """Whether they may add and change services."""
    return person.kind == Person.Kind.SYSTEM or may_administer(person)


def shaped_by(person: Person) -> QuerySet[Service]:
    """Return every service, also those out of use, to whoever may change them."""
    return Service.objects.all() if may_shape(person) else Service.objects.none()


def categories_shaped_by(person: Person) -> QuerySet[Category]:
    """Return every category, also those out of use, to whoever may change them."""
    return Category.objects.all() if may_shape(person) else Category.objects.none()


def may_guide(person: Person) -> bool:
    """Whether they may change the guided questions: who answers for how the desk decides."""
    is_manager = reach(person, "override", "A").beyond_own
    return is_manager or may_shape(person)


def questions_shaped_by(person: Person) -> QuerySet[Question]:
    """Return every guided question, also those out of use, to whoever may change them."""
    return Question.objects.all() if may_guide(person) else Question.objects.none()


def answers_shaped_by(person: Person) -> QuerySet[Answer]:
    """Return every answer, also those out of use, to whoever may change them."""
    return Answer.objects.all() if may_guide(person) else Answer.objects.none()


def services_named_by(person: Person) -> QuerySet[Service]:
    """Return the services an answer may end with, to whoever may change the guided questions."""
    return Service.objects.filter(is_live=True) if may_guide(person) else Service.objects.none()


def categories_named_by(person: Person) -> QuerySet[Category]:
    """Return the categories an answer may end with, to whoever may change the questions."""
    return Category.objects.filter(is_live=True) if may_guide(person) else Category.objects.none()

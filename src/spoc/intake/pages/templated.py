"""Beginning the intake form from a template: what it says stands in the form, to be changed."""

from spoc.people.models import Person
from spoc.requests.custom_given import BOX
from spoc.requests.field_access import fields_visible_to, templates_usable_by
from spoc.requests.models import RequestTemplate
from spoc.requests.queries.custom_fields import known_in, shown
from spoc.requests.rules.custom_fields import PREFIX

LONGEST_KEY = 18


def templates_offered(person: Person) -> list[tuple[str, str]]:
    """Return the templates an agent may begin with, by name."""
    return [(str(row.pk), str(row)) for row in templates_usable_by(person).order_by("name")]


def template_of(person: Person, given: dict[str, str]) -> RequestTemplate | None:
    """Return the template chosen in the form, if it is one in use."""
    pk = given.get("template", "")
    if not pk.isdecimal() or len(pk) > LONGEST_KEY:
        return None
    rows = templates_usable_by(person).select_related("service", "category", "team")
    return rows.filter(pk=int(pk)).first()


def begun_from(person: Person, given: dict[str, str]) -> dict[str, str]:
    """Return the form as its template has it; what a template leaves open stays as it was."""
    template = template_of(person, given)
    if template is None:
        return given
    says = {
        "type": template.type,
        "service": template.service.key if template.service else "",
        "category": template.category.key if template.category else "",
        "impact": str(template.impact or ""),
        "urgency": str(template.urgency or ""),
    }
    said = {name: value for name, value in says.items() if value}
    # what was suggested is said to be another, so that the template's own stands as it was chosen
    read = {f"read_{name}": "" for name in said}
    need = {"need": template.words or template.title}
    return given | need | said | read | _custom(template, person)


def _custom(template: RequestTemplate, person: Person) -> dict[str, str]:
    """Return the template's custom fields as the form would send them."""
    fields = [each.row for each in known_in(fields_visible_to(person))]
    kept = [each for each in shown(fields, template.custom) if each.key in template.custom]
    said = {PREFIX + each.key: each.typed or "several" for each in kept}
    boxes = {f"{PREFIX}{e.key}{BOX}{choice}": "on" for e in kept for choice in e.chosen}
    return said | boxes

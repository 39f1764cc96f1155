"""Reading what a page sent to a form: each answer as its value, people by their names."""

from collections.abc import Collection, Mapping, Sequence

from spoc.catalogue.queries.form_shown import nameable
from spoc.catalogue.rules.form_fields import Field
from spoc.catalogue.rules.offering_form import Checked, check, read_answers
from spoc.people.access import visible_to as people_visible_to
from spoc.people.models import Person
from spoc.people.queries import called

# how a field of an offering's form is named on a page
PREFIX = "field-"


def answers_given(
    fields: Sequence[Field], given: Mapping[str, Sequence[str]], by: Person | None
) -> dict[str, object]:
    """Return the answers a page holds, by the key of each field; somebody is found by their name.

    A name that fits nobody, or more than one, stays as it was typed: the check refuses it.
    """
    plain = {name.removeprefix(PREFIX): words for name, words in given.items()}
    sent = {each.key: plain[each.key] for each in fields if PREFIX + each.key in given}
    answers = read_answers(fields, sent)
    for each in fields:
        typed = answers.get(each.key)
        if each.kind == "person" and isinstance(typed, str) and by is not None:
            found = called(people_visible_to(by).filter(is_active=True), typed)
            answers[each.key] = found.pk if found else typed
    return answers


def check_answers(
    fields: Sequence[Field],
    answers: Mapping[str, object],
    *,
    by: Person,
    files: Collection[int] = (),
) -> Checked:
    """Return the answers that fit and why others do not; one may name only what one may see."""
    return check(fields, answers, {**nameable(fields, answers, by), "file": set(files)})

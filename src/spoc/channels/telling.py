"""In which words webhooks are told of facts: each form is registered by the app that speaks it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spoc.audit.activities import sentence
from spoc.audit.models import Fact
from spoc.channels.models import Webhook
from spoc.channels.webhook_access import told_to
from spoc.kit.nouns import find, noun_of

Body = Mapping[str, object]
# what is told of a fact with the values that may be known; None where this form tells nothing
Write = Callable[[Webhook, Fact, Model, Mapping[str, object]], Body | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to tell of facts: its key, what a settings page calls it, and who writes it."""

    key: str
    label: str | Promise
    write: Write


_forms: dict[str, Form] = {}


def register_form(form: Form) -> None:
    """Add a form; two with one key stop the start."""
    if _forms.setdefault(form.key, form) != form:
        raise TypeError(f"two forms of webhooks share the key {form.key!r}")


def all_forms() -> list[Form]:
    """Return every form in the order they were added."""
    return list(_forms.values())


def told_of(webhook: Webhook, fact: Fact) -> str | None:
    """Return what a webhook is told of a fact; None where its owner may know nothing of it."""
    subject = find(webhook.owner, fact.noun, fact.subject_id)
    if subject is None or webhook.form not in _forms:
        return None
    try:
        known = told_to(webhook.owner, fact)
    except KeyError:
        return None
    kept = getattr(fact, "particulars", None)
    values = {
        name: value
        for name, value in (kept.values if kept else {}).items()
        if known is None or name in known
    }
    with translation.override(webhook.owner.speaks):
        body = _forms[webhook.form].write(webhook, fact, subject, values)
    return None if body is None else written(body)


def written(body: Body) -> str:
    """Return a body as it goes."""
    return json.dumps(body, cls=DjangoJSONEncoder, ensure_ascii=False)


def as_fact(
    webhook: Webhook, fact: Fact, subject: Model, values: Mapping[str, object]
) -> Body | None:
    """Tell of a fact as it stands on record: what, when, by whom, of which record."""
    noun = noun_of(subject)
    return {
        "fact": fact.pk,
        "kind": fact.kind,
        "at": fact.at,
        "by": {"id": fact.by_id, "name": fact.by.name},
        "subject": {
            "noun": noun.key,
            "id": subject.pk,
            "reference": noun.reference(subject),
            "title": noun.title(subject),
            "address": settings.SPOC_URL + noun.address(subject),
        },
        "sentence": sentence(
            fact.kind, {**values, "by": fact.by.name, "subject": noun.reference(subject)}
        ),
        "values": dict(values),
    }


register_form(Form("fact", _("The facts as they stand on record"), as_fact))

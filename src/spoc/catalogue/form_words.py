"""The sentences that say what is wrong with a form, with its rule of approval, or an answer."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from spoc.catalogue.rules.answers import Fault


def answer_sentence(fault: Fault) -> str:
    """Return the sentence that says why an answer does not fit, and what would."""
    sentences = {
        "needed": _("Answer this."),
        "not_text": _("Write it as text."),
        "one_line": _("Write it in one line."),
        "too_short": _("Write at least %(limit)s signs."),
        "too_long": _("Write at most %(limit)s signs."),
        "not_number": _("Enter a number, such as 12 or 2.5."),
        "too_small": _("Enter at least %(limit)s."),
        "too_large": _("Enter at most %(limit)s."),
        "not_date": _("Enter a day, such as 2026-11-20."),
        "not_choice": _("Choose one of the values offered."),
        "twice": _("Choose each value once."),
        "too_few": _("Choose at least %(limit)s."),
        "too_many": _("Choose at most %(limit)s."),
        "not_yes_no": _("Answer yes or no."),
        "not_there": _("Choose one from the list."),
        "not_asked": _("The form does not ask for this."),
    }
    return sentences[fault.code] % {"limit": fault.limit}


def answer_sentences(faults: Mapping[str, Fault]) -> dict[str, str]:
    """Return the sentences for what does not fit, by the key of the field."""
    return {key: answer_sentence(fault) for key, fault in faults.items()}


def form_sentence(code: str) -> str:
    """Return the sentence that says what is wrong with a field of a form."""
    sentences = {
        "too_many": _("A form has 60 fields at most."),
        "kind": _("Choose what is filled in."),
        "key": _("A key is of small letters, digits and _, and begins with a letter."),
        "key_twice": _("Another field has this key."),
        "name": _("Give the field a name."),
        "choices": _("Write at least one choice, each on its own line and once."),
        "no_choices_here": _("Only a field with choices has choices."),
        "limits": _("The least is more than the most."),
        "begins_with": _("Such a field cannot begin with this."),
        "default": _("The field does not take what it would begin with."),
        "when": _("It can only hang on a field above it, and on what that can say."),
    }
    return sentences[code]


def approval_sentence(code: str) -> str:
    """Return the sentence that says what is wrong with a rule of approval."""
    sentences = {
        "rule": _("Choose in which order they approve."),
        "approvers": _("Name each approver once, at most twelve, and sums from 0."),
        "quorum": _("Say how many of them: at least one, at most all."),
        "days": _("Wait between 1 and 60 working days."),
    }
    return sentences[code]

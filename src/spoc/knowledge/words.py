"""The words people read for the codes of articles and their care."""

from django.utils.translation import gettext_lazy as _

CONFIDENCE = {
    "wip": _("Being written"),
    "not_validated": _("Not validated"),
    "validated": _("Validated"),
    "archived": _("Archived"),
}
AUDIENCE = {
    "internal": _("The desk"),
    "partner": _("Partners"),
    "customer": _("Customers"),
    "public": _("Everybody"),
}
GOVERNANCE = {
    "open": _("Open: whoever writes may change it"),
    "controlled": _("Controlled: only its owner and publishers change it"),
}
FLAG_REASON = {
    "wrong": _("It is wrong"),
    "outdated": _("It is out of date"),
    "unclear": _("It is hard to understand"),
    "incomplete": _("Something is missing"),
    "no_effect": _("It did not help"),
    "made_worse": _("It made things worse"),
    "other": _("Something else"),
}
OUTCOME = {
    "": _("Not said yet"),
    "solved": _("It solved it"),
    "helped": _("It helped"),
    "no_effect": _("It had no effect"),
    "made_worse": _("It made things worse"),
}
WAY = {
    "agent": _("By the desk"),
    "portal": _("Read in the portal"),
    "matched": _("Suggested"),
    "self_help": _("Step by step"),
}
CHECK = {
    "title": _("The title says in 8 to 120 characters what it is about"),
    "question": _("It says what somebody asks or sees"),
    "answer": _("It answers: at least 40 characters, or steps"),
    "service": _("It names a service"),
    "no_secret": _("It holds no password or key"),
    "no_internal": _("Nothing in it is for the desk alone"),
    "plain": _("Its sentences are short enough to read in a hurry"),
}
LICENCE = {
    "author": _("Author: writes"),
    "publisher": _("Publisher: validates and publishes, own articles too"),
    "coach": _("Coach: publishes, and hands knowledge to others"),
}
TRANSFER_STATE = {
    "asked": _("To be read"),
    "read": _("Read"),
    "proven": _("Proven"),
    "withdrawn": _("Withdrawn"),
}
REFERENCE_KIND = {
    "book": _("Book"),
    "page": _("Web page"),
    "white_paper": _("White paper"),
    "article": _("Article"),
    "report": _("Report"),
    "newsletter": _("Newsletter"),
}
REFERENCE_STATE = {
    "proposed": _("Proposed"),
    "approved": _("Approved"),
    "declined": _("Declined"),
}
VERDICT = {
    "confirm": _("It still holds"),
    "update": _("It must be changed"),
    "archive": _("It is not needed any more"),
}
# why an article is looked at before its time
REVIEW_CAUSE = {
    "service_retired": _("a service it is about is retired"),
    "item_retired": _("a configuration item it is about is out of use"),
    "error_mended": _("the known error it tells of is mended"),
    "item_changed": _("a configuration item it is about is not what it was"),
}
RUNG = {
    "owner": _("its owner hears of it"),
    "KM": _("who manages knowledge hears of it"),
    "CSM": _("who manages the service hears of it"),
}
MALFORMED = {
    "long": _("It is too long for an article: cut it into several."),
    "no_front": _("It does not begin with front matter between two lines of ---."),
    "not_yaml": _("Its front matter cannot be read as YAML."),
    "unknown": _("Its front matter names %(about)s, which no article has."),
    "no_words": _("In its front matter, %(about)s holds no words."),
    "no_list": _("In its front matter, %(about)s is no list of keys."),
    "title": _("It has no title."),
    "steps": _("Its steps do not hold together: each leads on to one that is there."),
    "not_text": _("It is not text in UTF-8."),
    "missing": _("It shows %(about)s, which did not come with it: put both into one zip."),
    "large": _("It shows %(about)s, which is larger than a file may be."),
    "broken": _("%(about)s cannot be read: pack it again, without a password."),
    "zip": _("This zip cannot be opened: pack it again, without a password."),
}
TABLES = {
    "confidence": CONFIDENCE,
    "audience": AUDIENCE,
    "governance": GOVERNANCE,
    "flag_reason": FLAG_REASON,
    "use_outcome": OUTCOME,
    "use_way": WAY,
    "article_check": CHECK,
    "licence": LICENCE,
    "transfer_state": TRANSFER_STATE,
    "reference_kind": REFERENCE_KIND,
    "reference_state": REFERENCE_STATE,
    "review_rung": RUNG,
    "review_verdict": VERDICT,
}


def malformed_sentence(code: str, about: str) -> str:
    """Return in a sentence why a file is no article."""
    return str(MALFORMED[code]) % {"about": about}

"""The records app and the sentences of its facts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """Links, attachments, watches."""

    name = "spoc.records"

    def ready(self) -> None:
        """Declare the facts of records, and the words for each relation."""
        from spoc.audit.activities import declare, labels

        labels("relation", RELATION_WORDS)
        declare(
            link__made=_("{by} linked: {relation:relation} {other}"),
            link__removed=_("{by} removed the link: {relation:relation}"),
            file__attached=_("{by} attached {filename}"),
            file__detached=_("{filename} was taken off: no words name it"),
            watch__begun=_("{person} watches, added by {by}"),
            watch__changed=_("{by} changed which letters {person} gets"),
            watch__ended=_("{person} watches no longer, taken off by {by}"),
        )


RELATION_WORDS = {
    "duplicate_of": _("Duplicate of"),
    "has_duplicate": _("Has the duplicate"),
    "related_to": _("Related to"),
    "parent_of": _("Parent of"),
    "child_of": _("Child of"),
    "caused_by": _("Caused by"),
    "causes": _("Causes"),
    "resolved_by": _("Resolved by"),
    "resolves": _("Resolves"),
    "follow_up_of": _("Follow-up of"),
    "followed_up_by": _("Followed up by"),
    "workaround_for": _("Workaround for"),
    "has_workaround": _("Has the workaround"),
    "affects": _("Affects"),
    "affected_by": _("Affected by"),
    "raised_from": _("Raised from"),
    "raised": _("Raised"),
    "handed_to": _("Handed to"),
    "handed_from": _("Handed from"),
    "documented_by": _("Documented by"),
    "documents": _("Documents"),
    "implements": _("Implements"),
    "implemented_by": _("Implemented by"),
    "evidence_for": _("Evidence for"),
    "has_evidence": _("Has the evidence"),
    "supersedes": _("Supersedes"),
    "superseded_by": _("Superseded by"),
}

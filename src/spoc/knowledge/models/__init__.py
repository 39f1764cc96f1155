"""Articles, what they said and were used for, how they are cared for, and what they lean on."""

from spoc.knowledge.models.article import Article, Revision
from spoc.knowledge.models.care import Flag, Licence, Miss, Transfer
from spoc.knowledge.models.draft import ArticleDraft
from spoc.knowledge.models.help import HelpReading, HelpSession
from spoc.knowledge.models.procedure import Acknowledgement, Procedure, ProcedureVersion
from spoc.knowledge.models.reference import Reference
from spoc.knowledge.models.use import Use

__all__ = [
    "Acknowledgement",
    "Article",
    "ArticleDraft",
    "Flag",
    "HelpReading",
    "HelpSession",
    "Licence",
    "Miss",
    "Procedure",
    "ProcedureVersion",
    "Reference",
    "Revision",
    "Transfer",
    "Use",
]

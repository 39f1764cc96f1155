"""What may be typed about how requests are worked."""

from spoc.requests.forms.dispatch import RuleForm, known

__all__ = ["RuleForm", "known"]

"""What may be typed about what comes in."""

from spoc.intake.forms.window import WindowForm, known

__all__ = ["WindowForm", "known"]

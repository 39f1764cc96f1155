"""Facts: what happened, who did it, to what and when. Never changed, never deleted."""

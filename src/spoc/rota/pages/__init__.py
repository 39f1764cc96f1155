"""The pages of the rota: the week, what is kept of it, one's own, and calendars given out."""

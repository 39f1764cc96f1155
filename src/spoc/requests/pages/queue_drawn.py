"""The rows of a queue as they are drawn: one that says what one said before is not drawn anew."""

from functools import partial

from spoc.ui.kept import kept

# a row holds all its words already, moments and what is left of the time among them
drawn = partial(kept, "requests/_row.html")

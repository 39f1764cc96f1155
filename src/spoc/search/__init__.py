"""One index over everything that can be found, and the language of asking."""

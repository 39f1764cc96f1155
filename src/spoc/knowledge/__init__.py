"""Knowledge: articles, their review and use, and self-help that solves."""

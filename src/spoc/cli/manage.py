"""Reach Django's own commands: `spoc manage migrate`, `spoc manage shell`."""

import argparse

from django.core.management import execute_from_command_line

NEEDS_DATABASE = True


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything after the verb is Django's."""
    parser.add_argument("words", nargs=argparse.REMAINDER, help="a command of Django and its words")


def run(options: argparse.Namespace) -> int:
    """Hand the words to Django."""
    execute_from_command_line(["spoc manage", *options.words])
    return 0

"""The `slimmer` command: one file a subcommand, imported only when it is used."""

from slimmer_rules.cli.group import main, slimmer

__all__ = ["main", "slimmer"]

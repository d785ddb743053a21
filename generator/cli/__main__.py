"""`python -m generator.cli` is `sitegen`."""

from generator.cli import main

main(prog_name="sitegen")

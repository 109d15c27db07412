"""``python -m stemma.cli`` is ``stemma``."""

from stemma.cli import main

main()

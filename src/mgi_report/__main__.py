"""``python -m mgi_report``: the same as ``mgi-report``."""

from .cli import main

main()

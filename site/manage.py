#!/usr/bin/env python
"""Runs management commands; script/manage calls it in the project's own environment."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    # The packages stand beside this folder, not in it (site/ may never become a package).
    sys.path.insert(1, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gemeente.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

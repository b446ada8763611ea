"""Make the toy's table in the template database, as the owner."""

from __future__ import annotations

import os
import sys

os.environ["DATABASE_URL"] = os.environ["MIGRATE_DATABASE_URL"]

import django  # the owner's address has to be known before Django reads it
from django.conf import settings  # likewise
from django.core.management import call_command  # likewise

settings.INSTALLED_APPS.append("tests.toys")
django.setup()
call_command(*(sys.argv[1:] or ["migrate", "toys"]), verbosity=0, interactive=False)

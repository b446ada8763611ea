"""The pages, as one WSGI application."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from thongsuot.web import health

health.die_with_supervisor()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thongsuot.web.settings")
application = get_wsgi_application()

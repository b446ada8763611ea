"""One takes over from the other on one page: duty asks and keeps, the house tells what is open everywhere."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse

from thongsuot.duty import views as duty
from thongsuot.duty.views.asking import SignedIn
from thongsuot.web.matters import gathered


def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and confirm a hand-over, with the open matters of every tool."""
    return duty.handover(cast(SignedIn, request), pk, gather=gathered)

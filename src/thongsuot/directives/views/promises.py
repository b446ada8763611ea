"""What the department promised in its own letter, once it is kept."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.directives import actions, queries
from thongsuot.directives.views.asking import SignedIn, told


@require_POST
@login_required
def fulfil(request: SignedIn, pk: int) -> HttpResponse:
    """Note that a promise of the department is kept."""
    row = get_object_or_404(queries.promises(request.user.organisation), pk=pk)
    with told(request, _("Đã ghi nhận cam kết của Sở được thực hiện.")):
        actions.fulfil(row, by=request.user, at=now())
    return redirect("home")

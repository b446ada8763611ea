"""The addresses of the web with those pages of duty to which messages lead, as long as the web has none."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import NoReverseMatch, include, path, reverse

from thongsuot.web.urls import urlpatterns as web

urlpatterns = list(web)


def page(request, pk):
    """Answer with nothing: only the address counts."""
    return HttpResponse()


try:
    reverse("duty:handover", args=[1], urlconf="thongsuot.web.urls")
except NoReverseMatch:
    named = [path("nhan-ca/<int:pk>/", page, name="handover"), path("lich/<int:pk>/", page, name="roster")]
    urlpatterns.append(path("truc-ban/", include((named, "duty"))))

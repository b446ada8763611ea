"""Addresses where a page is accepted: signed in, or by the link in it."""

from __future__ import annotations

from django.urls import path

from thongsuot.paging import views

app_name = "paging"
urlpatterns = [
    path("trao-doi/nhan/dang-goi/", views.strip, name="strip"),
    path("trao-doi/nhan/<int:pk>/", views.page, name="page"),
    path("trao-doi/nhan/danh-sach-goi/<int:pk>.pdf", views.sheet, name="sheet"),
    path("trao-doi/nhan/mo/<str:secret>/", views.link, name="link"),
]

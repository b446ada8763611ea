"""Addresses of the installs that we speak with, and the one under which they speak to us."""

from __future__ import annotations

from django.urls import path

from thongsuot.links import api, views

app_name = "links"
urlpatterns = [
    path("api/packages/", api.receive, name="receive"),
    path("quan-tri/lien-thong/", views.installs, name="installs"),
    path("quan-tri/lien-thong/nhan-tep/", views.take, name="take"),
    path("quan-tri/lien-thong/<int:pk>/", views.install, name="install"),
    path("quan-tri/lien-thong/<int:pk>/khoa/", views.add_key, name="add-key"),
    path("quan-tri/lien-thong/<int:pk>/khoa/<int:pinned>/ket-thuc/", views.end_key, name="end-key"),
    path("quan-tri/lien-thong/<int:pk>/ket-thuc/", views.end_install, name="end-install"),
    path("quan-tri/lien-thong/goi-tin/<int:pk>/tep/", views.parcel, name="parcel"),
    path("quan-tri/lien-thong/goi-tin/<int:pk>/rut-lai/", views.withdraw, name="withdraw"),
    path("quan-tri/lien-thong/goi-tin/<int:pk>/bo/", views.abandon, name="abandon"),
    path("quan-tri/lien-thong/goi-tin/<int:pk>/bien-nhan/", views.receipt, name="receipt"),
]

"""The addresses of reports."""

from __future__ import annotations

from django.urls import path

from thongsuot.reports import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.listing, name="list"),
    path("bao-cao/<int:pk>/", views.report, name="report"),
    path("bao-cao/<int:pk>/so-lieu/<str:kind>/", views.figures, name="figures"),
    path("bao-cao/<int:pk>/<slug:verb>/", views.report_step, name="report-step"),
    path("bao-cao/tong-hop/<int:pk>/", views.snapshot, name="snapshot"),
    path("bao-cao/chot/<int:directive>/", views.consolidate, name="consolidate"),
]

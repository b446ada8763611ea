"""Addresses of the hotline: its book, one call, and what is filled in while somebody speaks."""

from __future__ import annotations

from django.urls import path

from thongsuot.hotline import views

app_name = "hotline"
urlpatterns = [
    path("duong-day-nong/", views.listing, name="list"),
    path("duong-day-nong/tim/", views.find, name="find"),
    path("duong-day-nong/lanh-dao/", views.leader, name="leader"),
    path("duong-day-nong/so/<slug:day>.pdf", views.log, name="log"),
    path("duong-day-nong/<int:pk>/", views.call, name="call"),
    path("duong-day-nong/<int:pk>/sua/", views.correct, name="correct"),
    path("duong-day-nong/<int:pk>/<slug:verb>/", views.call_step, name="call-step"),
]

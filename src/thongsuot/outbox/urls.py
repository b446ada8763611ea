"""Addresses of the inbox and the call sheet."""

from __future__ import annotations

from django.urls import path

from thongsuot.outbox import views

app_name = "outbox"
urlpatterns = [
    path("trao-doi/", views.inbox, name="inbox"),
    path("trao-doi/goi/", views.call_sheet, name="calls"),
    path("trao-doi/goi/<int:pk>/", views.record_call, name="call"),
    path("trao-doi/gui-di/", views.outgoing, name="outgoing"),
    path("trao-doi/<int:pk>/", views.message, name="message"),
    path("trao-doi/<int:pk>/tra-loi/", views.reply, name="reply"),
    path("quan-tri/kenh/", views.channels, name="channels"),
]

"""Addresses of incidents: the board, an incident, the sites' own pages, sources, what leaves the enterprise."""

from __future__ import annotations

from django.urls import path

from thongsuot.incidents import api, views

app_name = "incidents"
urlpatterns = [
    path("api/v1/alarms", api.alarms, name="alarms"),
    path("su-co/", views.board, name="board"),
    path("su-co/danh-sach.pdf", views.board_paper, name="board-paper"),
    path("su-co/ghi/", views.report, name="report"),
    path("su-co/dia-diem/", views.sites, name="sites"),
    path("su-co/dia-diem/<int:pk>/", views.site, name="site"),
    path("su-co/so-thay-gi/", views.disclosure, name="disclosure"),
    path("su-co/thoi-han/", views.targets, name="targets"),
    path("su-co/nguon/", views.sources, name="sources"),
    path("su-co/nguon/<int:pk>/", views.source, name="source"),
    path("su-co/nguon/<int:pk>/zabbix.json", views.media_type, name="media-type"),
    path("su-co/nguon/<int:pk>/<slug:verb>/", views.source_step, name="source-step"),
    path("su-co/<int:pk>/", views.incident, name="incident"),
    path("su-co/<int:pk>/rut-kinh-nghiem.pdf", views.review_paper, name="review"),
    path("su-co/<int:pk>/tep/<int:note>/", views.file, name="file"),
    path("su-co/<int:pk>/viec/<int:task>/<slug:verb>/", views.task_step, name="task-step"),
    path("su-co/<int:pk>/<slug:verb>/", views.incident_step, name="incident-step"),
]

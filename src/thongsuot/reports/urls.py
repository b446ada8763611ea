"""The addresses of reports."""

from __future__ import annotations

from django.urls import path, re_path

from thongsuot.reports import views

app_name = "reports"
urlpatterns = [
    path("bao-cao/", views.listing, name="list"),
    path("bao-cao/<int:pk>/", views.report, name="report"),
    path("bao-cao/<int:pk>/so-lieu/<str:kind>/", views.figures, name="figures"),
    path("bao-cao/van-ban/<int:directive>/", views.one_page, name="one-page"),
    re_path(r"^bao-cao/van-ban/(?P<directive>\d+)/(?P<form>xlsx|docx)/$", views.one_page_file, name="one-page-file"),
    path("moi/<str:secret>/viec/", views.guest_work, name="guest-work"),
    path("moi/<str:secret>/duyet/", views.guest_approve, name="guest-approve"),
    path("bao-cao/<int:pk>/duyet/", views.approve, name="approve"),
    path("bao-cao/<int:pk>/sau-gui/<slug:verb>/", views.after_step, name="after-step"),
    re_path(r"^bao-cao/(?P<pk>\d+)/ban-in/(?P<form>pdf|docx)/$", views.own_paper, name="own-paper"),
    path("bao-cao/nhap-thay/<int:duty>/", views.enter, name="enter"),
    path("bao-cao/moc-dung-han/", views.on_time, name="on-time"),
    path("bao-cao/moc-dung-han/<int:directive>/", views.on_time, name="on-time-letter"),
    path("xac-thuc/", views.verify, name="verify"),
    path("xac-thuc/<str:code>/", views.verify_code, name="verify-code"),
    path("bao-cao/<int:pk>/<slug:verb>/", views.report_step, name="report-step"),
    path("bao-cao/tong-hop/<int:pk>/", views.snapshot, name="snapshot"),
    path("bao-cao/tong-hop/<int:pk>/<slug:recipient>/<slug:verb>/", views.paper_step, name="paper-step"),
    path("bao-cao/gop-loi/<int:pk>/", views.merge, name="merge"),
    path("bao-cao/gop-loi/<int:pk>/<slug:verb>/", views.merge_step, name="merge-step"),
    path("bao-cao/so-van-ban/", views.register, name="register"),
    path("bao-cao/so-van-ban/<slug:verb>/", views.register_step, name="register-step"),
    path("bao-cao/chot/<int:directive>/", views.consolidate, name="consolidate"),
]

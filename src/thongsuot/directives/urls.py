"""The addresses of letters, the control room and the assignments."""

from __future__ import annotations

from django.urls import path

from thongsuot.directives import views

app_name = "directives"
urlpatterns = [
    path("van-ban/", views.listing, name="list"),
    path("van-ban/them/", views.upload, name="upload"),
    path("van-ban/<int:pk>/", views.directive, name="directive"),
    path("van-ban/<int:pk>/tep/", views.original, name="original"),
    path("van-ban/<int:pk>/ra-soat/", views.review, name="review"),
    path("van-ban/<int:pk>/ra-soat/<slug:verb>/", views.review_step, name="review-step"),
    path("van-ban/<int:pk>/phat-hanh/", views.issue, name="issue"),
    path("van-ban/<int:pk>/thu-hoi/", views.withdraw, name="withdraw"),
    path("van-ban/<int:pk>/ket-thuc/", views.close, name="close"),
    path("van-ban/<int:pk>/tiep-nhan/", views.acknowledge, name="acknowledge"),
    path("van-ban/<int:pk>/mo-quan-triet/", views.open_briefing, name="open-briefing"),
    path("bang-dieu-hanh/", views.board, name="board"),
    path("bang-dieu-hanh/<int:pk>/", views.matrix, name="matrix"),
    path("nhiem-vu/<int:pk>/", views.assignment, name="assignment"),
    path("nhiem-vu/<int:pk>/<slug:verb>/", views.assignment_step, name="assignment-step"),
    path("quan-triet/<str:secret>/", views.briefing, name="briefing"),
]

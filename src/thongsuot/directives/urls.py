"""The addresses of letters, the control room and the assignments."""

from __future__ import annotations

from django.urls import path

from thongsuot.directives import views

app_name = "directives"
urlpatterns = [
    path("van-ban/", views.listing, name="list"),
    path("van-ban/them/", views.upload, name="upload"),
    path("van-ban/ghi-chi-dao/", views.note_order, name="note-order"),
    path("van-ban/<int:pk>/", views.directive, name="directive"),
    path("van-ban/<int:pk>/phan-cong/", views.handing, name="handing"),
    path("van-ban/<int:pk>/hoi/", views.ask, name="ask"),
    path("hoi-dap/", views.answers, name="answers"),
    path("hoi-dap/<int:pk>/", views.answer, name="answer"),
    path("hoi-dap/<int:pk>/<slug:verb>/", views.answer_step, name="answer-step"),
    path("van-ban/<int:pk>/tep/", views.original, name="original"),
    path("van-ban/<int:pk>/ra-soat/", views.review, name="review"),
    path("van-ban/<int:pk>/ra-soat/<slug:verb>/", views.review_step, name="review-step"),
    path("van-ban/<int:pk>/phat-hanh/", views.issue, name="issue"),
    path("van-ban/<int:pk>/ban-ky/", views.tie, name="tie"),
    path("van-ban/<int:pk>/dinh-chinh/", views.correct, name="correct"),
    path("van-ban/<int:pk>/nhu-lan-truoc/", views.as_last_time, name="as-last-time"),
    path("van-ban/<int:pk>/thu-hoi/", views.withdraw, name="withdraw"),
    path("van-ban/<int:pk>/ket-thuc/", views.close, name="close"),
    path("van-ban/<int:pk>/tiep-nhan/", views.acknowledge, name="acknowledge"),
    path("van-ban/<int:pk>/do-khan/", views.mark_urgency, name="mark-urgency"),
    path("van-ban/<int:pk>/don-doc/", views.chasing, name="chasing"),
    path("van-ban/<int:pk>/don-doc/ghi/", views.chase, name="chase"),
    path("van-ban/<int:pk>/don-doc/cong-van/", views.reminder_letters, name="reminder-letters"),
    path("van-ban/<int:pk>/don-doc/nhan/<int:organisation>/", views.acknowledge_for, name="acknowledge-for"),
    path("van-ban/<int:pk>/giay-du-phong/", views.reserve, name="letter-reserve"),
    path("giay-du-phong/", views.reserve, name="reserve"),
    path("van-ban/<int:pk>/phieu-moi/", views.invitations, name="invitations"),
    path("van-ban/<int:pk>/phieu-moi/in/", views.print_invitations, name="print-invitations"),
    path("van-ban/<int:pk>/phieu-moi/<int:number>/", views.invitation, name="invitation"),
    path("van-ban/<int:pk>/phieu-moi/<int:number>/in/", views.print_invitations, name="print-invitation"),
    path("van-ban/<int:pk>/phieu-moi/<int:number>/cap-lai/", views.renew_invitation, name="renew-invitation"),
    path("van-ban/<int:pk>/phieu-moi/<int:number>/goi-lai/", views.call_back, name="call-back"),
    path("van-ban/<int:pk>/phieu-moi/<int:number>/nguoi-moi/", views.admit_by_call, name="admit-by-call"),
    path("van-ban/<int:pk>/mo-quan-triet/", views.open_briefing, name="open-briefing"),
    path("van-ban/<int:pk>/bien-ban-quan-triet/", views.minutes, name="minutes"),
    path("cam-ket/<int:pk>/xong/", views.fulfil, name="fulfil"),
    path("bang-dieu-hanh/", views.board, name="board"),
    path("bang-dieu-hanh/<int:pk>/", views.matrix, name="matrix"),
    path("nhiem-vu/<int:pk>/", views.assignment, name="assignment"),
    path("nhiem-vu/<int:pk>/<slug:verb>/", views.assignment_step, name="assignment-step"),
    path("quan-triet/<str:secret>/", views.briefing, name="briefing"),
    path("moi/", views.short_code, name="short-code"),
    path("moi/<str:secret>/", views.guest, name="guest"),
    path("moi/<str:secret>/hoi/", views.guest_answers, name="guest-answers"),
    path("moi/<str:secret>/gui-ma/", views.ask_code, name="guest-ask-code"),
    path("moi/<str:secret>/ma/", views.code, name="guest-call"),
    path("moi/<str:secret>/ma/<int:person>/", views.code, name="guest-code"),
    path("moi/<str:secret>/tiep-nhan/", views.acknowledge_as_guest, name="guest-acknowledge"),
]

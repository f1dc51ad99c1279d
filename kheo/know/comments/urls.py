"""Addresses of comments."""

from django.urls import path, register_converter

from kheo.know.comments.codes import CommentCode, FeedbackCode
from kheo.know.comments.views import desk, feedback, public, sending, working

register_converter(CommentCode, "comment_code")
register_converter(FeedbackCode, "feedback_code")

app_name = "comments"
urlpatterns = [
    path("quy-tac/", public.rules_page, name="rules"),
    path("bai/<int:pk>/", public.listing, name="list"),
    path("bai/<int:pk>/gui/", sending.new, name="new"),
    path("tra-cuu/", sending.find, name="find"),
    path("loi/<comment_code:code>/", sending.mine, name="mine"),
    path("loi/<comment_code:code>/xem-lai/", sending.appeal, name="appeal"),
    path("phan-hoi/", feedback.new, name="feedback"),
    path("phan-hoi/<feedback_code:code>/", feedback.sent, name="feedback_sent"),
    path("kiem-duyet/", desk.desk, name="desk"),
    path("kiem-duyet/<int:pk>/", working.work, name="work"),
    path("kiem-duyet/<int:pk>/quyet-dinh/", working.decide, name="decide"),
    path("kiem-duyet/<int:pk>/xem-lai/", working.review, name="review"),
    path("kiem-duyet/bai/<int:pk>/", working.thread, name="thread"),
    path("kiem-duyet/phan-hoi/<feedback_code:code>/", feedback.work, name="feedback_work"),
]

"""Addresses of the receptions pages."""

from django.urls import path, register_converter

from kheo.oversee.receptions.codes import BookingCode
from kheo.oversee.receptions.views import booking, calling, planning, public, register

register_converter(BookingCode, "booking_code")

app_name = "receptions"
urlpatterns = [
    path("", public.schedule, name="schedule"),
    path("lich.ics", public.feed, name="feed"),
    path("don-vi/<str:code>/", public.of_unit, name="unit"),
    path("don-vi/<str:code>/lich.ics", public.feed, name="unit_feed"),
    path("don-vi/<str:code>/niem-yet/", public.notice, name="notice"),
    path("buoi/<int:pk>/", public.session, name="session"),
    path("buoi/<int:pk>/giu-cho/", booking.hold, name="hold"),
    path("buoi/<int:pk>/boc-tham/", public.draw, name="draw"),
    path("buoi/<int:pk>/man-hinh/", calling.display, name="display"),
    path("tra-cuu/", booking.find, name="find"),
    path("dat-cho/<booking_code:code>/", booking.page, name="booking"),
    path("dat-cho/<booking_code:code>/xac-nhan/", booking.confirm, name="confirm"),
    path("dat-cho/<booking_code:code>/doi/", booking.change, name="change"),
    path("dat-cho/<booking_code:code>/huy/", booking.cancel, name="cancel"),
    path("lam-viec/", planning.desk, name="desk"),
    path("lam-viec/lich/<int:body>/", planning.plan, name="plan"),
    path("lam-viec/lich/<int:body>/lap/", planning.adopt, name="adopt"),
    path("lam-viec/lich/<int:body>/niem-yet/", planning.post_all, name="post_all"),
    path("lam-viec/lich/<int:body>/them/", planning.add, name="add"),
    path("lam-viec/buoi/<int:pk>/", planning.edit, name="edit"),
    path("lam-viec/buoi/<int:pk>/<slug:act>/", planning.act, name="act"),
    path("lam-viec/ban/<int:pk>/", calling.day, name="day"),
    path("lam-viec/ban/<int:pk>/lay-so/", calling.walk_in, name="walk_in"),
    path("lam-viec/ban/<int:pk>/goi/", calling.call, name="call"),
    path("lam-viec/ban/<int:pk>/ket-thuc/", calling.conclude, name="conclude"),
    path("lam-viec/ban/<int:pk>/boc-tham/", calling.draw, name="draw_now"),
    path("lam-viec/den/<int:pk>/", calling.arrive, name="arrive"),
    path("lam-viec/so/", register.book, name="book"),
    path("lam-viec/so/xuat/", register.export, name="export"),
    path("lam-viec/so/ghi/<int:body>/", register.enter, name="enter"),
    path("lam-viec/so/tu-choi/<int:body>/", register.refuse, name="refuse"),
    path("lam-viec/so/<int:pk>/", register.visit, name="visit"),
    path("lam-viec/so/<int:pk>/bien-ban/", register.minutes, name="minutes"),
    path("lam-viec/so/<int:pk>/them/", register.add_matter, name="add_matter"),
    path("lam-viec/vu-viec/<int:pk>/ket-qua/", register.tell, name="tell"),
    path("lam-viec/vu-viec/<int:pk>/hua/", register.promise, name="promise"),
]

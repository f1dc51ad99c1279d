"""Addresses of the petitions pages."""

from django.urls import path, register_converter

from kheo.oversee.petitions.codes import CodeConverter
from kheo.oversee.petitions.views import following, office, sending, working

register_converter(CodeConverter, "petition_code")

app_name = "petitions"
urlpatterns = [
    path("", following.listing, name="list"),
    path("gui/", sending.new, name="new"),
    path("tuong-tu/", sending.similar, name="similar"),
    path("tra-cuu/", following.find, name="find"),
    path("ban-tiep-nhan/", office.desk, name="desk"),
    path("nhap-tai-quay/", office.register, name="register"),
    path("phan-loai/<int:pk>/", office.triage, name="triage"),
    path("phan-loai/<int:pk>/chuyen/", office.reroute, name="reroute"),
    path("phan-loai/<int:pk>/huong-dan/", office.point_elsewhere, name="redirect"),
    path("xu-ly/<int:pk>/", working.work, name="work"),
    path("xu-ly/<int:pk>/tien-do/", working.progress, name="progress"),
    path("xu-ly/<int:pk>/hoi/", working.ask, name="ask"),
    path("xu-ly/<int:pk>/tra-loi/", working.answer, name="answer"),
    path("<petition_code:code>/", following.track, name="track"),
    path("<petition_code:code>/bien-nhan/", sending.receipt, name="receipt"),
    path("<petition_code:code>/cham-diem/", following.rate, name="rate"),
    path("<petition_code:code>/mo-lai/", following.reopen, name="reopen"),
    path("<petition_code:code>/bo-sung/", following.add, name="add"),
]

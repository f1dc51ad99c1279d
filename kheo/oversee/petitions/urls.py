"""Addresses of the petitions pages."""

from django.urls import path, register_converter

from kheo.oversee.petitions.codes import CodeConverter
from kheo.oversee.petitions.views import (
    book,
    desk,
    feeds,
    following,
    guide,
    helping,
    map,
    office,
    sending,
    sorting,
    working,
)

register_converter(CodeConverter, "petition_code")

app_name = "petitions"
urlpatterns = [
    path("", following.listing, name="list"),
    path("chon-duong/", guide.door, name="guide"),
    path("ban-do/", map.places, name="map"),
    path("so-lieu/", map.numbers, name="numbers"),
    path("tra-loi.rss", feeds.rss, name="rss"),
    path("tra-loi.atom", feeds.atom, name="atom"),
    path("tra-loi/<slug:unit>.rss", feeds.rss, name="unit_rss"),
    path("tra-loi/<slug:unit>.atom", feeds.atom, name="unit_atom"),
    path("xin-thong-tin/", sending.inform, name="inform"),
    path("gui/", sending.new, name="new"),
    path("tuong-tu/", sending.similar, name="similar"),
    path("tra-cuu/", following.find, name="find"),
    path("ban-tiep-nhan/", desk.desk, name="desk"),
    path("ban-tiep-nhan/tra-loi-chung/", desk.answer_many, name="answer_many"),
    path("so-don/", book.book, name="book"),
    path("so-don/tai-ve/", book.export, name="export"),
    path("nhap-tai-quay/", office.register, name="register"),
    path("phan-loai/<int:pk>/", office.triage, name="triage"),
    path("phan-loai/<int:pk>/chuyen/", office.reroute, name="reroute"),
    path("phan-loai/<int:pk>/huong-dan/", office.point_elsewhere, name="redirect"),
    path("phan-loai/<int:pk>/huong-xu-ly/", sorting.sort, name="sort"),
    path("phan-loai/<int:pk>/doi-loai/", sorting.turn, name="turn"),
    path("phan-loai/<int:pk>/tach-rieng/", sorting.unjoin, name="unjoin"),
    path("xu-ly/<int:pk>/", working.work, name="work"),
    path("xu-ly/<int:pk>/tien-do/", working.progress, name="progress"),
    path("xu-ly/<int:pk>/hoi/", working.ask, name="ask"),
    path("xu-ly/<int:pk>/tra-loi/", working.answer, name="answer"),
    path("xu-ly/<int:pk>/nho/", working.ask_help, name="ask_help"),
    path("xu-ly/<int:pk>/nho/<int:child>/rut/", working.call_back, name="call_back"),
    path("xu-ly/<int:pk>/rut/", working.enter_withdrawal, name="enter_withdrawal"),
    path("phoi-hop/<int:pk>/", helping.show, name="help"),
    path("phoi-hop/<int:pk>/ket-qua/", helping.give, name="give_help"),
    path("<petition_code:code>/", following.track, name="track"),
    path("<petition_code:code>/bien-nhan/", sending.receipt, name="receipt"),
    path("<petition_code:code>/cham-diem/", following.rate, name="rate"),
    path("<petition_code:code>/mo-lai/", following.reopen, name="reopen"),
    path("<petition_code:code>/bo-sung/", following.add, name="add"),
    path("<petition_code:code>/rut/", following.withdraw, name="withdraw"),
]

"""Addresses of the register of official documents."""

from django.urls import path

from kheo.foundation.documents.register import views

app_name = "register"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi.rss", views.rss, name="rss"),
    path("moi.atom", views.atom, name="atom"),
    path("danh-sach.csv", views.export, name="export"),
    path("lam-viec/", views.desk, name="desk"),
    path("lam-viec/ghi/", views.enter, name="enter"),
    path("lam-viec/bang/", views.sheet, name="sheet"),
    path("lam-viec/bang/<uuid:key>/", views.confirm, name="confirm"),
    path("lam-viec/<int:pk>/sua/", views.correct, name="correct"),
    path("lam-viec/<int:pk>/tep/", views.add_file, name="add_file"),
    path("lam-viec/<int:pk>/lien-he/", views.relate, name="relate"),
    path("lam-viec/<int:pk>/lien-he/<int:relation>/bo/", views.unrelate, name="unrelate"),
    path("lam-viec/<int:pk>/rut/", views.withdraw, name="withdraw"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/cay/", views.tree, name="tree"),
    path("<int:pk>/cay/chua-co/", views.silent, name="silent"),
]

"""Addresses of stored files and letters."""

from django.urls import path, re_path

from kheo.foundation.documents import views

app_name = "documents"
urlpatterns = [
    path("<uuid:key>/", views.file, name="file"),
    path("<uuid:key>/che/", views.cover, name="cover"),
    path("<uuid:key>/trang/<int:number>/", views.page, name="page"),
    re_path(r"^van-ban/(?P<pk>[0-9]{1,18})/(?P<form>docx|pdf)/$", views.letter, name="letter"),
    path("soan/<slug:kind>/<int:pk>/", views.letters, name="letters"),
    path("soan/<slug:kind>/<int:pk>/<slug:key>/", views.compose, name="compose"),
]

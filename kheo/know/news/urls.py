"""Addresses of news: what is no page of the tree (models.RESERVED), then each page by its path."""

from django.urls import path, re_path

from kheo.know.news import views

app_name = "news"
PATH = r"(?P<path>[\w-]+(?:/[\w-]+)*)/$"
urlpatterns = [
    path("", views.page, name="index"),
    path("rss.xml", views.rss, name="rss"),
    path("atom.xml", views.atom, name="atom"),
    path("chuyen-muc/<slug:slug>/", views.category, name="category"),
    path("loat-bai/<slug:slug>/", views.series, name="series"),
    path("anh/", views.albums, name="albums"),
    path("anh/<slug:slug>/", views.album, name="album"),
    path("anh/<slug:slug>/<int:pk>/", views.photo, name="photo"),
    re_path(rf"^in/{PATH}", views.on_paper, name="print"),
    re_path(rf"^gui/{PATH}", views.send, name="send"),
    re_path(rf"^{PATH}", views.page, name="article"),
]

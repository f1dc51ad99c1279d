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
    path("chuyen-muc/<slug:slug>/rss.xml", views.category_rss, name="category_rss"),
    path("chuyen-muc/<slug:slug>/atom.xml", views.category_atom, name="category_atom"),
    path("loat-bai/<slug:slug>/", views.series, name="series"),
    path("loat-bai/<slug:slug>/rss.xml", views.series_rss, name="series_rss"),
    path("loat-bai/<slug:slug>/atom.xml", views.series_atom, name="series_atom"),
    re_path(rf"^{PATH[:-1]}rss\.xml$", views.unit_rss, name="unit_rss"),
    re_path(rf"^{PATH[:-1]}atom\.xml$", views.unit_atom, name="unit_atom"),
    path("anh/", views.albums, name="albums"),
    path("anh/<slug:slug>/", views.album, name="album"),
    path("anh/<slug:slug>/<int:pk>/", views.photo, name="photo"),
    re_path(rf"^in/{PATH}", views.on_paper, name="print"),
    re_path(rf"^gui/{PATH}", views.send, name="send"),
    re_path(rf"^{PATH}", views.page, name="article"),
]

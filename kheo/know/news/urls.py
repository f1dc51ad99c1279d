"""Addresses of news: the list, the feeds, then each article by its path in the page tree."""

from django.urls import path, re_path

from kheo.know.news import views

app_name = "news"
urlpatterns = [
    path("", views.page, name="index"),
    path("rss.xml", views.rss, name="rss"),
    path("atom.xml", views.atom, name="atom"),
    re_path(r"^(?P<path>[\w-]+(?:/[\w-]+)*)/$", views.page, name="article"),
]

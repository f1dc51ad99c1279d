"""Addresses of news: the list, the feeds, then each article by its path in the page tree."""

from django.urls import path

from kheo.know.news import views

app_name = "news"
urlpatterns = [
    path("", views.page, name="index"),
    path("rss.xml", views.rss, name="rss"),
    path("atom.xml", views.atom, name="atom"),
    path("<path:path>/", views.page, name="article"),
]

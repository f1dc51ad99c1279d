"""Addresses of the newsroom beside the editor: the calendar, its feed, warnings, ways."""

from django.urls import path

from kheo.know.newsroom import views

app_name = "newsroom"
urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("lich/<str:token>.ics", views.feed, name="feed"),
    path("cach-dang/", views.ways, name="ways"),
    path("kiem-tra/<int:pk>/", views.check, name="check"),
]

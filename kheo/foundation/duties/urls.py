"""Addresses of the duties pages."""

from django.urls import path

from kheo.foundation.duties import views

app_name = "duties"
urlpatterns = [path("lich/<str:token>.ics", views.feed, name="feed")]

"""Addresses of the units pages."""

from django.urls import path

from kheo.foundation.units import views

app_name = "units"
urlpatterns = [
    path("tim/", views.lookup, name="lookup"),
    path("gan-day/", views.nearest, name="nearest"),
]

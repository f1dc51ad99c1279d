"""Addresses of the units pages."""

from django.urls import URLPattern

app_name = "units"
urlpatterns: list[URLPattern] = []

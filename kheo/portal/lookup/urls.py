"""Addresses of the lookup pages."""

from django.urls import URLPattern

app_name = "lookup"
urlpatterns: list[URLPattern] = []

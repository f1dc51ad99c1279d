"""Addresses of the receptions pages."""

from django.urls import URLPattern

app_name = "receptions"
urlpatterns: list[URLPattern] = []

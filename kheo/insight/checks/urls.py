"""Addresses of the checks pages."""

from django.urls import URLPattern

app_name = "checks"
urlpatterns: list[URLPattern] = []

"""Addresses of the denunciations pages."""

from django.urls import URLPattern

app_name = "denunciations"
urlpatterns: list[URLPattern] = []

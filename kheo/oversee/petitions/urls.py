"""Addresses of the petitions pages."""

from django.urls import URLPattern

app_name = "petitions"
urlpatterns: list[URLPattern] = []

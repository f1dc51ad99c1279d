"""Addresses of the news pages."""

from django.urls import URLPattern

app_name = "news"
urlpatterns: list[URLPattern] = []

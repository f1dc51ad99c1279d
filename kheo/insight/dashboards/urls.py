"""Addresses of the dashboards pages."""

from django.urls import path

from kheo.insight.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("", views.public, name="public"),
    path("cua-toi/", views.mine, name="mine"),
    path("tom-tat/", views.summary, name="summary"),
    path("viec-qua-han/", views.duties, name="duties"),
    path("don-vi/<slug:code>/", views.unit, name="unit"),
    path("don-vi/<slug:code>/<slug:key>/", views.unit_panel, name="unit_panel"),
    path("bieu-do/<slug:key>/", views.public_panel, name="public_panel"),
]

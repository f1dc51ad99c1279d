"""Addresses of the targets pages."""

from django.urls import path

from kheo.insight.targets.views import reading, setting

app_name = "targets"
urlpatterns = [
    path("", reading.listing, name="list"),
    path("giao/", setting.single, name="set"),
    path("giao/nhieu-xa/", setting.many, name="many"),
    path("<int:pk>/", reading.target, name="target"),
    path("<int:pk>/sua/", setting.change, name="change"),
    path("<int:pk>/thoi/", setting.withdraw, name="withdraw"),
]

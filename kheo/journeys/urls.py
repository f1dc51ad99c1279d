"""Addresses of acts that span two apps."""

from django.urls import path

from kheo.journeys import views

app_name = "journeys"
urlpatterns = [
    path("vu-viec/<int:pk>/lap-don/", views.petition, name="petition"),
    path("to-cao/<int:body>/", views.denounce, name="denounce"),
]

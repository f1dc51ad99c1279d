"""Addresses of the reports pages."""

from django.urls import path

from kheo.insight.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="list"),
    path("mau/", views.templates, name="templates"),
    path("mau/moi/", views.add_template, name="add_template"),
    path("mau/chi-tieu/", views.figures, name="figures"),
    path("mau/co-san/<slug:key>/", views.shipped, name="shipped"),
    path("mau/<slug:key>/", views.template, name="template"),
    path("mau/<slug:key>/bo/", views.retire, name="retire"),
    path("lap/", views.new, name="new"),
    path("da-lap/", views.makings, name="makings"),
    path("da-lap/<int:pk>/", views.made, name="made"),
    path("da-lap/<int:pk>/tien-do/", views.progress, name="progress"),
    path("da-lap/<int:pk>/dung/", views.cancel, name="cancel"),
    path("da-lap/<int:pk>/chot/", views.freeze, name="freeze"),
    path("da-lap/<int:pk>/duyet/", views.approve, name="approve"),
    path("<slug:key>/", views.detail, name="detail"),
    path("<slug:key>/word/", views.word_file, name="word"),
]

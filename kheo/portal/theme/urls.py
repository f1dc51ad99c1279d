"""Addresses of the look: the reader's choices, the deployment's colours, the page shown offline."""

from django.urls import path

from kheo.portal.theme import offline, views

app_name = "theme"

urlpatterns = [
    path("sang-toi/", views.choose_theme, name="choose"),
    path("ngon-ngu/", views.choose_language, name="language"),
    path("mau.css", views.colours_css, name="colours"),
    path("ngoai-tuyen/", offline.page, name="offline"),
    path("da-dang-nhap/", views.signed_in, name="signed_in"),
    path("sw.js", offline.worker, name="worker"),
    path("ung-dung.webmanifest", offline.manifest, name="manifest"),
]

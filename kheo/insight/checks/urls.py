"""Address of the page that checks figures."""

from django.urls import path

from kheo.insight.checks import views

app_name = "checks"
urlpatterns = [path("", views.check, name="check")]

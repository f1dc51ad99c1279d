"""The address of the first page, and those that programs ask every site for."""

from django.urls import path

from kheo.portal.home import machines, views

app_name = "home"

urlpatterns = [
    path("", views.home, name="home"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-menu.xml", machines.sitemap_menu, name="sitemap_menu"),
    path("sitemap-<slug:key>-<int:part>.xml", machines.sitemap_part, name="sitemap_part"),
    path("robots.txt", machines.robots, name="robots"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
]

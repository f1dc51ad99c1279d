"""How dashboards makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class DashboardsConfig(AppConfig):
    name = "kheo.insight.dashboards"
    label = "dashboards"
    verbs = (Verb.SUPERVISE,)

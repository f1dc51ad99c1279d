"""How democracy at workplaces makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.verbs import Verb


class WorkplacesConfig(AppConfig):
    name = "kheo.know.workplaces"
    label = "workplaces"
    verbs = (Verb.KNOW,)

"""How the counting of visits makes itself known to Django."""

from django.apps import AppConfig

from kheo.verbs import Verb


class VisitsConfig(AppConfig):
    name = "kheo.foundation.visits"
    label = "visits"
    verbs = (Verb.KNOW,)

"""How the home page makes itself known: it serves every verb and owns no data."""

from django.apps import AppConfig

from kheo.verbs import Verb


class HomeConfig(AppConfig):
    name = "kheo.portal.home"
    label = "home"
    verbs = tuple(Verb)

"""How the search makes itself known: it reads the rooms and owns no data."""

from django.apps import AppConfig

from kheo.verbs import Verb


class LookupConfig(AppConfig):
    name = "kheo.portal.lookup"
    label = "lookup"
    verbs = (Verb.KNOW,)

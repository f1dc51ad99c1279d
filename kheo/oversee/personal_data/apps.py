"""How requests about personal data make themselves known to Django and to the registries below."""

from django.apps import AppConfig

from kheo.verbs import Verb


class PersonalDataConfig(AppConfig):
    name = "kheo.oversee.personal_data"
    label = "personal_data"
    verbs = (Verb.SUPERVISE,)

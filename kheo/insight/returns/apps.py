"""How returns makes itself known to Django and to the registries below it."""

from django.apps import AppConfig

from kheo.foundation.figures import indicators
from kheo.insight.returns import catalogue
from kheo.verbs import Verb


class ReturnsConfig(AppConfig):
    name = "kheo.insight.returns"
    label = "returns"
    verbs = (Verb.SUPERVISE,)

    def ready(self) -> None:
        for indicator in catalogue.read():
            indicators.register(indicator)

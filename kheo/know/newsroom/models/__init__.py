"""The desk of each list of news, and the steps as Wagtail knows them."""

from kheo.know.newsroom.models.desks import Desk
from kheo.know.newsroom.models.steps import EditingStep, EditingStepState, Way

__all__ = ["Desk", "EditingStep", "EditingStepState", "Way"]

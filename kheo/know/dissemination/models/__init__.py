"""Conferences, communicators and campaigns."""

from kheo.know.dissemination.models.campaigns import Campaign, Reach
from kheo.know.dissemination.models.communicators import Communicator, Training, TrainingTaken
from kheo.know.dissemination.models.conferences import Attendance, Conference

__all__ = [
    "Attendance",
    "Campaign",
    "Communicator",
    "Conference",
    "Reach",
    "Training",
    "TrainingTaken",
]

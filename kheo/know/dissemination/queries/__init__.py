"""Questions about conferences, communicators, campaigns and what they add up to."""

from kheo.know.dissemination.models import Communicator

NOBODY = Communicator.objects.none()

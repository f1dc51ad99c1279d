"""The clockwork of the newsroom: what was set for a minute, and the rights of the day."""

from django.utils import timezone
from procrastinate.contrib.django import app

from kheo.know.newsroom import services


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]
@app.task(name="newsroom.publish_due", queueing_lock="newsroom.publish_due")  # type: ignore[untyped-decorator]
def publish_due(timestamp: int) -> None:
    """Publish and take down what was set for now, or for while nothing ran."""
    services.publish_due(now=timezone.now())


# A quarter past midnight in Việt Nam, when an appointment has just ended.
@app.periodic(cron="15 17 * * *")  # type: ignore[untyped-decorator]
@app.task(name="newsroom.follow_posts", queueing_lock="newsroom.follow_posts")  # type: ignore[untyped-decorator]
def follow_posts(timestamp: int) -> None:
    """Let the groups of Wagtail follow the posts of the day, also of people who stay away."""
    services.follow_all(now=timezone.now())

"""The worker knows the jobs, and running one twice changes nothing."""

import pytest
from procrastinate.contrib.django import app

from kheo.foundation.notices.models import Message
from kheo.foundation.notices.tasks import digest, remind, send


def test_the_worker_finds_every_periodic_job():
    found = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}

    assert (
        found.items()
        >= {
            "notices.send": "* * * * *",
            "notices.remind": "5 0-10 * * *",
            "notices.digest": "0 0 * * 1",
            "duties.redate": "15 * * * *",
        }.items()
    )


@pytest.mark.django_db
def test_jobs_on_an_empty_house_do_nothing():
    for job in (send, remind, digest):
        job(timestamp=0)

    assert not Message.objects.exists()

"""Comments in each state, made through the services."""

import base64
import json
import uuid
from datetime import timedelta

from altcha import v1

from kheo.know.comments import proof, services
from kheo.know.comments.models import Comment
from tests.factories import MONDAY

NOW = MONDAY
LATER = NOW + timedelta(hours=1)
WORDS = "Đường bản mở rộng, bà con đi lại dễ hơn."
TELLING = "Ai cần xe chở gạch thì gọi tôi số 0912 345 678 nhé."


def sent(article, text=WORDS, *, now=NOW, key=None, **more) -> Comment:
    key = key or uuid.uuid4()
    return services.send(article=article, text=text, submission_key=key, now=now, **more)


def published(article, by, text=WORDS, **more) -> Comment:
    return services.publish(comment=sent(article, text, **more), by=by, now=LATER)


def declined(article, by, rule="off_topic", **more) -> Comment:
    return services.decline(comment=sent(article, **more), rule=rule, by=by, now=LATER)


def answered(now=NOW, **changes) -> str:
    """Do the work of a browser."""
    question = json.loads(proof.question(now)) | changes
    salt, most = question["salt"], question["maxNumber"]
    found = v1.solve_challenge(question["challenge"], salt, "SHA-256", most)
    answer = {key: question[key] for key in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps(answer | {"number": found.number}).encode()).decode()


def forged(answer: str, *, until) -> str:
    """Write a later end into work that was done for an earlier one."""
    opened = json.loads(base64.b64decode(answer))
    nonce = opened["salt"].partition("?")[0]
    opened["salt"] = f"{nonce}?expires={int(until.timestamp())}&"
    return base64.b64encode(json.dumps(opened).encode()).decode()

"""The exports are tested on the plans of the planning fixture."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "planning"))

from f1 import TODAY, load_drafter, raw_profile

from assistant.interview.profile import Profile
from assistant.interview.value import Value

HOSTILE = (
    "<script>alert(1)</script> | =1+1 **粗** [链](http://x.y) `码`\n# 第二行\x00\x0b\x1b\u202e"
)


@pytest.fixture(scope="session")
def plan():
    """F1 as told, in Chinese."""
    return load_drafter().draft(raw_profile(), language="zh", today=TODAY)


@pytest.fixture(scope="session")
def empty_plan():
    """A plan nobody has answered anything for."""
    return load_drafter().draft(Profile(), language="zh", today=TODAY)


@pytest.fixture(scope="session")
def hostile_plan():
    """F1 with every text of the owner replaced by one that means something to file formats."""
    profile = raw_profile()
    texts = {key for key, value in profile.items() if isinstance(value.value, str)}
    texts -= {"offer.customer_type", "budget.period", "goal.metric", "horizon.start"}
    hostile = {key: Value(HOSTILE, raw=HOSTILE) for key in texts}
    hostile["risks"] = Value([{"event": HOSTILE, "signal": HOSTILE}])
    return load_drafter().draft(profile.merge(hostile), language="zh", today=TODAY)

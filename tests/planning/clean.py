"""F1 with nothing left to warn about: the base into which tests put one defect at a time."""

from functools import cache

from f1 import SAID_AT, load_book, repaired_profile

from assistant.interview.profile import Profile
from assistant.interview.value import Value


def changed(profile: Profile, **fields: object) -> Profile:
    """Return a profile with fields as the owner said them; a key is written with __ for the dot."""
    book = load_book()
    values = {}
    for name, value in fields.items():
        key = name.replace("__", ".")
        known = key in {field.key for field in book.fields}
        unit = book.field(key).unit if known else ""
        question = book.question_of(key).id if known else ""
        values[key] = Value(value, unit, raw="说过", question=question, at=SAID_AT)
    return profile.merge(values)


@cache
def clean_profile() -> Profile:
    """Return the repaired fixture with two channels, a full team and a level for daily sales."""
    base = repaired_profile()
    return changed(
        base,
        current__channels=[
            {"name": "淘宝", "share_pct": 55},
            {"name": "门店", "share_pct": 45},
        ],
        team=[
            *base.raw("team"),
            {"name": "小李", "role": "copy", "fulltime": True},
            {"name": "小周", "role": "design", "fulltime": False},
        ],
        opinions=[
            {"department": "销售部", "opinion": "报价太慢"},
            {"department": "仓库", "opinion": "大促前要提前五天到货"},
        ],
        kpis=[
            *base.raw("kpis"),
            {**base.raw("kpis")[0], "name": "双11后日销", "baseline": 30, "target": 60},
        ],
    )

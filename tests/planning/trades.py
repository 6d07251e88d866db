"""Two firms told on the quick path: a fastener factory (B2B) and a dental clinic (service)."""

from functools import cache

from f1 import load_book

from assistant.interview.profile import Profile
from assistant.interview.value import Value


def _profile(**fields: object) -> Profile:
    keys = {key.replace("__", "."): value for key, value in fields.items()}
    book = load_book()
    return Profile({key: Value(value, book.field(key).unit) for key, value in keys.items()})


@cache
def factory() -> Profile:
    """Return 恒固紧固件: sells stainless bolts to machine builders, names no campaigns."""
    return _profile(
        company__name="恒固紧固件",
        company__location="宁波",
        company__headcount=46,
        company__years=12,
        offer__category="不锈钢螺栓和非标件",
        offer__customer_type="b2b",
        goal__metric="revenue",
        goal__current=8_000_000,
        goal__target=14_000_000,
        goal__due="2029-12-31",
        horizon__years=3,
        horizon__start="2027-01-01",
        budget__total=480_000,
        budget__period="year",
        econ__aov=20_000,
        econ__gross_margin_pct=35,
        econ__repeat_per_year=4,
        funnel__visitor_to_lead_pct=2.35,
        funnel__lead_to_deal_pct=3,
        funnel__cpc=6,
        funnel__paid_share_pct=70,
        channels__platforms=["1688"],
        channels__main="1688",
        problem__key=["attract_buyers"],
        problem__cause="产品页没有参数",
        team=[
            {"name": "陈工", "role": "technology", "fulltime": True},
            {"name": "小周", "role": "sales", "fulltime": True},
            {"name": "小吴", "role": "sales", "fulltime": True},
        ],
        lead__name="周总",
        lead__fulltime=False,
    )


@cache
def clinic() -> Profile:
    """Return 安齿口腔: a dental clinic whose plan is about service; nobody leads yet."""
    return _profile(
        company__name="安齿口腔",
        company__location="成都",
        company__headcount=12,
        offer__category="口腔诊所，洗牙和种植",
        offer__customer_type="b2c",
        plan__type="service",
        goal__metric="revenue",
        goal__current=3_000_000,
        goal__target=4_500_000,
        goal__due="2028-12-31",
        horizon__years=2,
        horizon__start="2027-01-01",
        budget__total=200_000,
        budget__period="year",
        service__messages_per_day=70,
        team=[{"name": "小何", "role": "service", "fulltime": True}],
    )

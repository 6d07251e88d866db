"""Fixture F1, 小满家纺: a home textile shop as its owner describes it, and after repair."""

from datetime import date
from functools import cache
from pathlib import Path

from assistant.interview.profile import Profile
from assistant.interview.question import load_questions
from assistant.interview.value import Value
from assistant.planning.drafter import Drafter
from assistant.planning.guidance import load_guidance
from assistant.planning.lint_file import load_lint
from assistant.planning.proposals.proposer import load_proposer
from assistant.planning.wording import load_wording

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)
SAID_AT = "2026-11-22T09:30:00"


def _said(question: str, raw: str, **fields: object) -> dict[str, Value]:
    """Return the fields of one reply; a key is written with __ for the dot."""
    book = load_book()
    return {
        key.replace("__", "."): Value(
            value=value,
            unit=book.field(key.replace("__", ".")).unit,
            raw=raw,
            question=question,
            by="owner",
            at=SAID_AT,
        )
        for key, value in fields.items()
    }


@cache
def load_book():
    return load_questions(ROOT / "prompts")


@cache
def load_drafter() -> Drafter:
    prompts = ROOT / "prompts"
    guidance = load_guidance(prompts, ROOT / "corpus")
    proposer, lint = load_proposer(prompts), load_lint(prompts)
    return Drafter(load_wording(prompts), load_book(), guidance, proposer, lint)


def _macro() -> dict[str, Value]:
    return {
        **_said(
            "A1",
            "我们叫小满家纺，在南通，9个人，开了3年淘宝店",
            company__name="小满家纺",
            company__location="南通",
            company__headcount=9,
            company__years=3,
        ),
        **_said(
            "A2",
            "做床品四件套的，卖给个人，C端，全国都卖",
            offer__category="床品四件套",
            offer__customer_type="b2c",
            offer__region="全国",
        ),
        **_said(
            "A3",
            "A类面料有检测报告，可以机洗",
            strengths=[
                {"claim": "A类婴幼儿面料", "proof": "检测报告 2026-118"},
                {"claim": "整套可机洗", "proof": "机洗 50 次不掉色的视频"},
            ],
        ),
        **_said(
            "A4",
            "四件套占75%，毛利54%，剩下是枕被",
            model__streams=[
                {"name": "四件套", "share_pct": 75, "gross_margin_pct": 54},
                {"name": "枕被", "share_pct": 25, "gross_margin_pct": 46},
            ],
            model__main_stream="四件套",
        ),
        **_said(
            "A5",
            "线上一年240万，想三年做到600万，2029年12月31号之前，另外搜品牌名的人翻倍",
            goal__metric="revenue",
            goal__current=2_400_000,
            goal__target=6_000_000,
            goal__due="2029-12-31",
            goal__secondary=["搜品牌名的人翻倍"],
        ),
        **_said(
            "A6",
            "主攻淘宝搜索转化，小红书种草辅助，今年不做直播",
            strategy__main_attack="淘宝搜索转化",
            strategy__support=["小红书种草"],
            strategy__not_doing=["直播"],
        ),
        **_said(
            "A7",
            "三年，2027年1月1日开始",
            horizon__years=3,
            horizon__start="2027-01-01",
            horizon__vision="线上占一半，有6人的电商团队",
        ),
        **_said(
            "A8",
            "淘宝八成，门店两成，客户说详情页看不清尺寸",
            current__channels=[
                {"name": "淘宝", "share_pct": 80},
                {"name": "门店", "share_pct": 20},
            ],
            current__platforms=["淘宝"],
            current__carriers=["online_shop", "official_account"],
            current__feedback=["详情页看不清尺寸"],
        ),
        **_said(
            "A9",
            "一年60万，只算推广，每月平摊5万",
            budget__total=600_000,
            budget__period="year",
            budget__includes=["promotion"],
            budget__spread="even",
        ),
        **_said(
            "A10",
            "来的人不买，因为详情页讲不清面料",
            problem__key=["attract_buyers"],
            problem__cause="详情页讲不清面料",
            plan__type="comprehensive",
        ),
    }


def _product() -> dict[str, Value]:
    return {
        **_said(
            "B1",
            "淘宝搜到的多，准备做小红书",
            product__awareness__now=["淘宝搜索"],
            product__awareness__plan=["小红书"],
        ),
        **_said(
            "B2",
            "问掉不掉色，详情页有视频",
            product__trust__checks=[{"question": "会不会掉色", "answer_at": "详情页视频"}],
        ),
        **_said("B3", "铺上床第一晚说凉而不冰", product__love__moments=["凉而不冰"]),
        **_said(
            "B4",
            "一年买1.6次，因为面料舒服回来，因为贵走",
            econ__repeat_per_year=1.6,
            product__stay__reasons=["面料舒服"],
            product__stay__leave_reasons=["价格高"],
        ),
        **_said(
            "B5",
            "四件套，卖240，成本110，一个月能供4000套，因为A类面料可以机洗",
            product__items=[
                {
                    "name": "四件套",
                    "price": 240,
                    "unit_cost": 110,
                    "supply_per_month": 4000,
                    "buying_reason": "A类面料可以机洗",
                }
            ],
        ),
        **_said(
            "B6",
            "25到40岁的女性，怕买到掉色起球的，看材质和评价",
            personas=[
                {
                    "role": "25到40岁的妈妈",
                    "location": "长三角",
                    "problem": "怕掉色起球",
                    "decision_factors": ["材质", "评价"],
                    "frequency": "一年两次",
                    "power": 300,
                }
            ],
        ),
        **_said(
            "B7",
            "甲家纺回复快，没有A类面料；乙家纺价格低，做工一般",
            competitors=[
                {"name": "甲家纺", "strong": "回复快", "weak": "没有A类面料"},
                {"name": "乙家纺", "strong": "价格低", "weak": "做工一般"},
            ],
        ),
    }


def _economics(*, repaired: bool) -> dict[str, Value]:
    return {
        **_said(
            "B8",
            "客单价256，成本112" if repaired else "客单价240，成本110，运费12块，扣5.6个点，退货8%",
            econ__aov=256 if repaired else 240,
            econ__unit_cost=112 if repaired else 110,
            econ__shipping=12,
            econ__platform_fee_pct=5.6,
            econ__return_rate_pct=8,
        ),
        **_said(
            "C8",
            "转化3.2%，点击1块7，付费46%" if repaired else "转化2.5%，点击1块8，付费的占六成",
            funnel__conversion_pct=3.2 if repaired else 2.5,
            funnel__cpc=1.7 if repaired else 1.8,
            funnel__paid_share_pct=46 if repaired else 60,
        ),
    }


def _platform() -> dict[str, Value]:
    return {
        **_said(
            "C1",
            "淘宝为主，小红书种草",
            channels__mode="third_party",
            channels__platforms=["淘宝", "小红书"],
            channels__main="淘宝",
        ),
        **_said(
            "C2",
            "信息2 美观3 功能2 人性2 互动1，要加尺寸对照和洗涤说明",
            site__scores=[2, 3, 2, 2, 1],
            site__new_columns=["尺寸对照", "洗涤说明"],
        ),
        **_said(
            "C3",
            "月访客9000，搜索55%，推荐30%，直通车15%",
            funnel__monthly_visitors=9000,
            funnel__sources=[
                {"name": "搜索", "share_pct": 55},
                {"name": "推荐", "share_pct": 30},
                {"name": "直通车", "share_pct": 15},
            ],
        ),
        **_said(
            "C4",
            "搜小满家纺只有店铺首页，每月4篇笔记，小李写",
            brand__search_result="只有店铺首页",
            brand__content_plan=[
                {"topic": "面料怎么选", "form": "笔记", "per_month": 4, "owner": "小李"}
            ],
        ),
        **_said(
            "C5",
            "送小样，老客户3200人，微信能联系",
            offer__hooks=["送面料小样"],
            assets__old_customers=3200,
            assets__reach_by=["wechat"],
        ),
        **_said(
            "C6",
            "淘宝直通车、小红书",
            channels__mix=[
                {"channel": "淘宝直通车", "scene": "ecommerce", "role": "main"},
                {"channel": "小红书", "scene": "social", "role": "support"},
            ],
        ),
        **_said(
            "C7",
            "重做详情页，小李，1月4日开始，1月14日检查，1月29日完成，8000元",
            actions=[
                {
                    "what": "重做四件套详情页",
                    "owner": "小李",
                    "start": "2027-01-04",
                    "check": "2027-01-14",
                    "end": "2027-01-29",
                    "budget": 8000,
                    "kpi": "转化率到3.2%",
                }
            ],
        ),
        **_said(
            "C9",
            "618和双11，双11目标100万，备货4000套",
            campaigns=[
                {"node": "618", "objective": "new_customers", "owner": "小李"},
                {"node": "双11", "objective": "sales", "goal": 1_000_000, "stock": 4000},
            ],
        ),
        **_said(
            "C10",
            "像闺蜜，讲实话，不说最低价",
            brand__personality=["实在", "亲切"],
            brand__do=["讲实话"],
            brand__dont=["不说最低价"],
        ),
    }


def _operations() -> dict[str, Value]:
    return {
        **_said(
            "D1",
            "咨询小王，发货仓库，售后小王，常断在咨询",
            ops__steps=[
                {"step": "咨询", "owner": "小王", "breaks": True},
                {"step": "发货", "owner": "仓库"},
                {"step": "售后", "owner": "小王"},
            ],
        ),
        **_said(
            "D2",
            "李梅运营专职，小王客服专职，缺文案，销售部说报价太慢",
            team=[
                {"name": "李梅", "role": "operations", "fulltime": True},
                {"name": "小王", "role": "service", "fulltime": True},
            ],
            team__missing=["文案"],
            opinions=[{"department": "销售部", "opinion": "报价太慢"}],
        ),
        **_said(
            "D3",
            "底薪6千加线上毛利2%",
            hr__pay_rule="底薪6千加线上毛利2%",
            hr__kpi_bonus=["超额10%奖一个月工资"],
            hr__training=["每季一次"],
        ),
        **_said(
            "D4",
            "李梅，专职，做过4年，备份小李",
            lead__name="李梅",
            lead__fulltime=True,
            lead__experience_years=4,
            lead__route="in_house",
            lead__backup="小李",
        ),
        **_said(
            "D5",
            "10分钟内回，跟进4次，价格每周核对",
            sales__reply_minutes=10,
            sales__followups=4,
            sales__sop=["当天报价", "第3天回访"],
            sales__consistency_ok=True,
        ),
        **_said(
            "D6",
            "24小时内给方案，复购35%，记在共享表",
            after__complaint_hours=24,
            after__repeat_goal_pct=35,
            after__needs_log="共享表，每月看一次",
        ),
    }


def _control() -> dict[str, Value]:
    return {
        **_said(
            "E1",
            "月访客9000到15000，转化2.5到3.2，品牌词搜索120到300，生意参谋，小李每周看",
            kpis=[
                _kpi("月访客", 9000, 15000),
                _kpi("下单转化率", 2.5, 3.2),
                _kpi("品牌词搜索量", 120, 300),
            ],
        ),
        **_said(
            "E2",
            "每个月5号，李梅主持，差15%就调整",
            control__cycle="month",
            control__chair="李梅",
            control__threshold_pct=15,
            control__first_review="2027-02-05",
        ),
        **_said(
            "E3",
            "消息小王30分钟内，详情页每月更新，评论每天看，对手价每周五看，一天160条",
            maint=[
                {"duty": "回复消息", "owner": "小王", "freq": "随时", "sla": "30分钟"},
                {"duty": "更新详情页", "owner": "小李", "freq": "每月", "sla": "月底前"},
                {"duty": "看评价", "owner": "小王", "freq": "每天", "sla": "当天"},
                {"duty": "看对手价格", "owner": "小李", "freq": "每周五", "sla": "当天"},
            ],
            service__messages_per_day=160,
        ),
        **_said(
            "E4",
            "平台涨价、主力离职、压货、价格战，预备金10%",
            risks=[
                _risk("平台点击单价上涨", "点击价到2.4元", "只留品牌词"),
                _risk("主力离职", "提出辞职", "小李顶上"),
                _risk("双11压货", "预售不到一半", "停止追加备货"),
                _risk("对手打价格战", "对手降价15%", "只送小样不跟价"),
            ],
            budget__reserve_pct=10,
        ),
        **_said(
            "E5",
            "老客加618收益180万成本90万可行5分，达人直播320/240/3，先在一个品试点",
            alternatives=[
                {"name": "老客加618", "profit": 1_800_000, "cost": 900_000, "feasibility": 5},
                {"name": "达人直播", "profit": 3_200_000, "cost": 2_400_000, "feasibility": 3},
            ],
            validation__method=["pilot"],
        ),
        **_said(
            "E6",
            "张总批准，李梅讲，12月18日，会问回本多久",
            approval__approver="张总",
            approval__presenter="李梅",
            approval__date="2026-12-18",
            approval__likely_questions=["多久回本"],
        ),
    }


def _kpi(name: str, baseline: float, target: float) -> dict[str, object]:
    return {
        "name": name,
        "baseline": baseline,
        "target": target,
        "source": "生意参谋",
        "owner": "小李",
        "freq": "week",
    }


def _risk(event: str, signal: str, response: str) -> dict[str, str]:
    return {"event": event, "signal": signal, "response": response, "owner": "李梅"}


@cache
def raw_profile() -> Profile:
    """Return F1 as told: the money does not reach the goal, and it is spread evenly."""
    parts = (_macro(), _product(), _economics(repaired=False))
    return Profile(
        {k: v for part in (*parts, _platform(), _operations(), _control()) for k, v in part.items()}
    )


@cache
def repaired_profile() -> Profile:
    """Return F1 with the repaired mix of price, conversion and clicks, money concentrated."""
    concentrated = _said("A9", "集中到618和双11", budget__spread="concentrated")
    battles = _said(
        "C9",
        "618拉新，目标40万；双11卖货，目标100万，备货2444套，主题都定了",
        campaigns=[
            {
                "node": "618",
                "objective": "new_customers",
                "goal": 400_000,
                "theme": "第一床A类四件套",
                "owner": "小李",
            },
            {
                "node": "双11",
                "objective": "sales",
                "goal": 1_000_000,
                "theme": "四件套囤一床省一床",
                "stock": 2444,
                "owner": "小李",
            },
        ],
    )
    return raw_profile().merge({**_economics(repaired=True), **concentrated, **battles})

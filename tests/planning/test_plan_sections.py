import pytest
from f1 import TODAY, load_drafter, raw_profile, repaired_profile
from pages import lines, part

from assistant.interview.value import Value
from assistant.planning.plan import Chart


@pytest.fixture(scope="module")
def raw():
    return load_drafter().draft(raw_profile(), language="zh", today=TODAY)


@pytest.fixture(scope="module")
def repaired():
    return load_drafter().draft(repaired_profile(), language="zh", today=TODAY)


def _draft(**changes: object):
    values = {key.replace("__", "."): Value(value, "yuan") for key, value in changes.items()}
    return load_drafter().draft(raw_profile().merge(values), language="zh", today=TODAY)


def test_the_summary_is_one_page_of_points(raw):
    assert lines(raw.section("P1")) == [
        "### 1.1 一页看懂",
        "- 为谁做：小满家纺，把床品四件套卖给个人消费者（C端）。",
        "- 目标：从 240 万元做到 600 万元，2029-12-31 前完成。",
        "- 差距：还差 360 万元，第一年先做到 312 万元。",
        "- 主攻：淘宝搜索转化。",
        "- 辅助：小红书种草。",
        "- 花多少：一年 60 万元，品牌 21.6 万元，流量 32.4 万元，预备金 6 万元。",
        "- 打哪几仗：618、双11。",
        "- 最大的风险：平台点击单价上涨。",
        "- 不做：直播。",
        "### 1.2 钱够不够",
        "- 第一年要 610,459 元买流量，只有 324,000 元，缺 286,459 元。",
        "- 第一年卖货赚的钱减去推广费，还剩 759,334 元。",
        "> 概略写短，让管理者快速看懂核心，目录跟在后面。 [1]",
    ]


def test_the_situation_shows_what_one_order_leaves(raw):
    assert part(raw.section("P2"), "2.2 产品与一单账") == [
        "(主推产品)",
        "名称 | 售价 | 成本 | 月供量 | 为什么买它",
        "四件套 | 240 元 | 110 元 | 4,000 | A类面料可以机洗",
        "项目 | 内容",
        "客单价 | 240 元",
        "每单成本 | 110 元",
        "毛利率 | 54.2%",
        "运费 | 12 元",
        "平台扣点 | 5.6%",
        "退货率 | 8%",
        "一年再买几次 | 1.6",
        "(一单账)",
        "项目 | 数字",
        "贡献毛利率（扣掉平台费、运费、退货） | 40.1%",
        "保本投产比 | 2.49",
        "一单最多能出多少获客成本 | 96.2 元",
        "保本点击价 | 2.4 元",
        "现在买来一单要多少 | 72 元",
        "买来的一单还剩 | 24.2 元",
        "> 买流量的钱可能吃掉一单的利润，先算清一单最多能出多少。 [3]",
    ]


def test_the_carriers_are_listed_with_what_is_there_and_what_is_not(raw):
    found = part(raw.section("P2"), "2.3 渠道、平台与承接的地方")
    start = found.index("承接的地方 | 现在有没有")
    assert found[start + 1 : start + 8] == [
        "官网 | 没有",
        "公众号 | 有",
        "落地页 | 没有",
        "网店 | 有",
        "广告 | 没有",
        "软文和文字链 | 没有",
        "图片链接 | 没有",
    ]


def test_opportunities_and_problems_are_numbered_and_answered(raw):
    found = part(raw.section("P3"), "3.2 机会和问题清单")
    assert found == [
        "编号 | 机会",
        "O1 | 甲家纺的短板：没有A类面料",
        "O2 | 乙家纺的短板：做工一般",
        "O3 | 我们的优势：A类婴幼儿面料",
        "O4 | 我们的优势：整套可机洗",
        "O5 | 手里有 3,200 位联系得上的老客户",
        "编号 | 问题",
        "Q1 | 关键问题的原因：详情页讲不清面料",
        "Q2 | 第一年的流量预算缺 286,459 元",
        "Q3 | 推广费每个月平摊，没有一仗打得响",
        "Q4 | 甲家纺比我们强：回复快",
        "Q5 | 乙家纺比我们强：价格低",
        "Q6 | 客户反馈：详情页看不清尺寸",
        "Q7 | 流程容易断在“咨询”",
        "Q8 | 岗位还缺：文案",
    ]
    numbers = [line.split(" | ")[0] for line in found if line[1:2].isdigit()]
    matrix = part(raw.section("P5"), "5.5 每条机会和问题怎么回应")
    assert [line.split(" | ")[0] for line in matrix if line[1:2].isdigit()] == numbers


def test_an_order_that_costs_too_much_to_win_is_a_problem():
    found = lines(_draft(funnel__cpc=5).section("P3"))
    assert "Q3 | 买来一单要 200 元，一单最多只能出 96.2 元" in found


def test_the_goals_hold_the_gap_the_steps_and_what_they_mean_a_day(raw):
    assert part(raw.section("P4"), "4.2 差距与台阶") == [
        "差距 3,600,000 元，目标是现在的 2.5 倍，平均每年增长 35.7%。",
        "[staircase 目标台阶]",
        "到哪天 | 目标 | 比上一步多 | 推广投入 | 负责人",
        "2027-12-31 | 3,120,000 元 | 720,000 元 | 600,000 元 | 李梅",
        "2028-12-31 | 4,380,000 元 | 1,260,000 元 | 到时再定 | 李梅",
        "2029-12-31 | 6,000,000 元 | 1,620,000 元 | 到时再定 | 李梅",
        "(第一年按季度：一半平均分，一半跟着推广费走，等有了去年的分月销售再调)",
        "季度 | 目标 | 累计 | 推广投入 | 负责人 | 谁做到多少",
        "第一季度 | 526,500 元 | 526,500 元 | 47,250 元 | 李梅 | 李梅 526,500 元",
        "第二季度 | 932,100 元 | 1,458,600 元 | 187,650 元 | 李梅 | 李梅 932,100 元",
        "第三季度 | 526,500 元 | 1,985,100 元 | 47,250 元 | 李梅 | 李梅 526,500 元",
        "第四季度 | 1,134,900 元 | 3,120,000 元 | 257,850 元 | 李梅 | 李梅 1,134,900 元",
        "[bars 第一年每月的目标]",
        "月份 | 目标 | 累计 | 推广投入 | 战役",
        "2027-01 | 175,500 元 | 175,500 元 | 15,750 元 | ",
        "2027-02 | 175,500 元 | 351,000 元 | 15,750 元 | ",
        "2027-03 | 175,500 元 | 526,500 元 | 15,750 元 | ",
        "2027-04 | 175,500 元 | 702,000 元 | 15,750 元 | ",
        "2027-05 | 358,072 元 | 1,060,072 元 | 78,950 元 | 618",
        "2027-06 | 398,528 元 | 1,458,600 元 | 92,950 元 | 618",
        "2027-07 | 175,500 元 | 1,634,100 元 | 15,750 元 | ",
        "2027-08 | 175,500 元 | 1,809,600 元 | 15,750 元 | ",
        "2027-09 | 175,500 元 | 1,985,100 元 | 15,750 元 | ",
        "2027-10 | 388,414 元 | 2,373,514 元 | 89,450 元 | 双11",
        "2027-11 | 570,986 元 | 2,944,500 元 | 152,650 元 | 双11",
        "2027-12 | 175,500 元 | 3,120,000 元 | 15,750 元 | ",
        "> 目标减现状就是差距，差距要拆到每个时间点。 [10]",
        "> 每一步都要写明时间和投入，年底才查得出为什么成、为什么没成。 [11]",
    ]
    assert part(raw.section("P4"), "4.3 现实检查：每天意味着什么") == [
        "阶段 | 一年销售额 | 每天订单 | 每天访客 | 每天流量费",
        "现在 | 2,400,000 元 | 30 | 1,191 | 1,287 元",
        "第一年目标 | 3,120,000 元 | 39 | 1,549 | 1,672 元",
        "最终目标 | 6,000,000 元 | 74 | 2,978 | 3,216 元",
        "做到 6,000,000 元，等于每天 74 单、2,978 个访客、3,216 元流量费。您现在每天大约 30 单。",
    ]


def test_a_goal_below_today_is_called_a_plan_to_shrink():
    found = part(_draft(goal__target=2_000_000).section("P4"), "4.2 差距与台阶")
    assert found[0] == "差距 -400,000 元，目标是现在的 0.83 倍，平均每年增长 -5.9%。"
    assert any("收缩" in line for line in found)


def test_a_start_from_zero_has_no_growth_rate():
    found = part(_draft(goal__current=0).section("P4"), "4.2 差距与台阶")
    assert found[0] == "差距 6,000,000 元。现在是从零开始，没有增长率可算。"


def test_the_strategy_states_a_position_and_the_seven_p(raw):
    assert part(raw.section("P5"), "5.1 对谁、凭什么") == [
        "给25到40岁的妈妈的床品四件套，凭的是A类婴幼儿面料，证据是检测报告 2026-118。"
    ]
    assert part(raw.section("P5"), "5.4 七个方面各一句") == [
        "方面 | 内容",
        "产品 | 四件套",
        "价格（客单价） | 240 元",
        "渠道（主力平台） | 淘宝",
        "推广 | 淘宝直通车、小红书",
        "人（挂帅） | 李梅",
        "流程 | 咨询、发货、售后",
        "有形证据 | 检测报告 2026-118、机洗 50 次不掉色的视频",
    ]


def test_a_position_without_proof_asks_for_one():
    drafted = load_drafter().draft(raw_profile().without("strengths"), language="zh", today=TODAY)
    assert part(drafted.section("P5"), "5.1 对谁、凭什么") == [
        "给25到40岁的妈妈的床品四件套。凭什么选我们，还差一条有证据的优势。"
    ]


def test_alternatives_are_scored_and_what_would_change_the_winner_is_said(raw):
    assert part(raw.section("P5"), "5.7 备选方案与验证")[4:9] == [
        "备选方案 | 得分（满分 100）",
        "老客加618 | 82.5",
        "达人直播 | 69.25",
        "按收益、成本、可行性 4:3:3 打分，老客加618排第一。",
        "如果收益的权重到 54% 以上，达人直播会反超。",
    ]


def test_when_no_alternative_can_be_done_the_plan_says_so():
    dreams = [
        {"name": "上市", "profit": 9_000_000, "cost": 100, "feasibility": 1},
        {"name": "上春晚", "profit": 8_000_000, "cost": 100, "feasibility": 1},
    ]
    found = part(_draft(alternatives=dreams).section("P5"), "5.7 备选方案与验证")
    assert "几个方案眼下都做不到，请再想一个可行的。" in found


def test_replies_a_day_become_people(raw):
    assert part(raw.section("P8"), "8.2 回复与售后的标准")[-2] == (
        "每条消息按 4 分钟算，要 1.93 人专门回复。每天 66 条以上就该有专人。"
    )


def test_each_battle_gets_the_six_item_list_with_its_money(raw):
    assert part(raw.section("P6"), "6.3 战役作战单")[:7] == [
        "六项清单 | 618 | 双11",
        "目的和预期效果 | 主要目的：拉新；主题：618床品四件套专场 | "
        "主要目的：卖货；目标：1,000,000 元；主题：双11床品四件套专场",
        "人力、物力、资金 | 推广费 140,400 元 | 推广费 210,600 元；备货：4,000",
        "谁负责什么 | 负责人：小李 | 负责人：李梅",
        "各环节负责人 | 咨询 小王、发货 仓库、售后 小王 | 咨询 小王、发货 仓库、售后 小王",
        "时间 | 日期：2027-06-18 | 日期：2027-11-11",
        "意外怎么办 | 见 9.4 | 见 9.4",
    ]


def test_the_budget_sums_up_and_sets_the_even_months_beside_the_proposal(raw):
    budget = raw.section("P7")
    assert part(budget, "7.1 预算科目")[5:11] == [
        "(一年的推广预算)",
        "科目 | 一年金额",
        "品牌 | 216,000 元",
        "流量 | 324,000 元",
        "预备金 | 60,000 元",
        "合计 | 600,000 元",
    ]
    assert part(budget, "7.2 按月怎么花")[:5] == [
        "集中方案：变异系数 0.99，最大的三个月占 62%。",
        "您的平摊：变异系数 0，最大的三个月占 25%。每个月都差不多，哪一仗都打不响。",
        "[bars 第一年每月的推广费]",
        "月份 | 集中方案 | 每月平摊",
        "2027-01 | 15,750 元 | 50,000 元",
    ]
    chart = next(block for block in budget.blocks if isinstance(block, Chart))
    assert chart.labels[0] == "1 月"
    assert [sum(series.values) for series in chart.series] == [540_000, 600_000]


def test_a_concentrated_budget_stands_alone(repaired):
    assert part(repaired.section("P7"), "7.2 按月怎么花")[:3] == [
        "集中方案：变异系数 0.99，最大的三个月占 62%。",
        "[bars 第一年每月的推广费]",
        "月份 | 集中方案",
    ]


def test_the_budget_works_the_goal_back_and_names_the_levers(raw):
    assert part(raw.section("P7"), "7.4 目标倒推要多少钱") == [
        "项目 | 内容",
        "转化率 | 2.5%",
        "付费访客占比 | 60%",
        "点击单价 | 1.8 元",
        "(从第一年的目标倒推)",
        "项目 | 第一年",
        "订单 | 14,131",
        "访客 | 565,240",
        "付费点击 | 339,144",
        "流量预算需要 | 610,459 元",
        "平均每单流量费 | 43.2 元",
        "投产比 | 5.11",
        "[funnel 一年要多少访客，成多少单]",
        "项目 | 现在 | 第一年目标 | 最终目标",
        "访客 | 434,800 | 565,240 | 1,086,960",
        "转化率 | 2.5% | 2.5% | 2.5%",
        "订单 | 10,870 | 14,131 | 27,174",
        "第一年要 610,459 元买流量，只有 324,000 元，缺 286,459 元。",
        "(单动一项要做到多少（几项各动一点更现实）)",
        "只动这一项 | 现在 | 要做到",
        "转化率提到 | 2.5% | 4.71%",
        "客单价提到 | 240 元 | 452.19 元",
        "点击价降到 | 1.8 元 | 0.96 元",
        "付费访客占比降到 | 60% | 31.8%",
        "第一年目标降到 | 3,120,000 元 | 1,655,934 元",
        "(预算多大合适：几种算法放在一起看)",
        "怎么算 | 一年金额",
        "您愿意花的 | 600,000 元",
        "目标倒推需要的流量费 | 610,459 元",
        "毛利最多允许的（第一年订单 × 一单上限） | 1,359,334 元",
        "按现在销售额的比例（美国小企业署，国外参考） | 168,000 元 – 192,000 元",
        "按现在销售额的比例（Gartner 2025 调查，国外参考） | 184,800 元",
        "按现在销售额的比例（初创企业，国外参考） | 288,000 元 – 480,000 元",
        "两种说法：老办法按上网客户的比例分预算；现在客人几乎都在网上，国外按销售额的比例算。"
        "这份方案几种放在一起，由您定。您选哪种、为什么：还没写。",
        "两种说法：投得越大回报越高；做投放的人又常见投多了每单变贵。"
        "这份方案按同样的点击价算，加钱之前先小步试。您选哪种、为什么：还没写。",
        "> 卖得差、转化低，先调转化率，再买流量。 [33]",
        "> 没有计划、零零碎碎地花，一定亏。 [34]",
    ]


def test_the_budget_says_when_the_money_is_enough(repaired):
    found = part(repaired.section("P7"), "7.4 目标倒推要多少钱")
    assert "第一年要 323,748 元买流量，有 324,000 元，够。" in found


def test_a_figure_that_cannot_be_used_is_named_in_the_budget():
    drafted = _draft(econ__return_rate_pct=100)
    assert [line for line in lines(drafted.section("P7")) if line.startswith("有一项没法算")]


def test_the_four_duties_are_set_beside_what_was_arranged():
    maint = [
        {"duty": "回复消息", "owner": "小王", "freq": "随时", "sla": "30分钟"},
        {"duty": "打扫仓库", "owner": "老周"},
    ]
    found = part(_draft(maint=maint).section("P8"), "8.1 日常四件事")
    assert found[:6] == [
        "该做的事 | 您的安排 | 负责人 | 多久一次 | 多快",
        "回复消息 | 回复消息 | 小王 | 随时 | 30分钟",
        "更新内容 | 还没定 | 还没定 | 还没定 | 还没定",
        "看评论和口碑 | 还没定 | 还没定 | 还没定 | 还没定",
        "看对手 | 还没定 | 还没定 | 还没定 | 还没定",
        "其他 | 打扫仓库 | 老周 | 还没定 | 还没定",
    ]


def test_the_control_section_covers_the_eight_controls_and_names_what_lacks():
    drafted = load_drafter().draft(raw_profile().without("competitors"), language="zh", today=TODAY)
    assert part(drafted.section("P9"), "9.2 八项控制")[:4] == [
        "控制什么 | 看什么 | 依据",
        "行业 | 对手的价格和动作 | 还没有，请回答 B7",
        "产品 | 供货、成本、卖点还成不成立 | 有：主推产品",
        "用户 | 来的人是不是想要的人 | 有：目标客户",
    ]


def test_the_annexes_record_assumptions_sources_replies_and_sums(raw):
    assert lines(raw.section("A"))[1:] == [
        "假设什么 | 先用的值 | 可能的范围 | 为什么 | 负责人 | 哪天前核实 | 影响 | 问题",
        "品牌占比 | 40% |  | 没说比例，按企业客户6:4、个人客户4:6、两者都有5:5来分。"
        " | 李梅 | 2026-12-22 | 会改变测算结果 | C6",
        "活动：日期、主题、负责人 | 2027-06-18，618床品四件套专场；"
        "2027-11-11，李梅，双11床品四件套专场 |  | "
        "没说的日期按日历，主题按产品，目标按推广费的占比，负责人按岗位。"
        " | 李梅 | 2026-12-22 | 会改变测算结果 | C9",
    ]
    assert len(lines(raw.section("B"))) == len(raw.sources) + 2
    assert (
        "A9 预算多少，按年还是按月 | 一年60万，只算推广，每月平摊5万 | "
        "预算：600,000 元。预算周期：每年。预算包含：推广。怎么花：每月平摊。 | 2026-11-22"
    ) in lines(raw.section("C"))
    assert part(raw.section("D"), "目标差距与台阶")[1:] == [
        "输入 | 数字 | 来自",
        "现在的年销售额 | 2,400,000 元 | 您说的",
        "目标年销售额 | 6,000,000 元 | 您说的",
        "几年 | 3 年 | 您说的",
    ]
    assert lines(raw.section("E")) == [
        "### 谁批准、谁来讲、会被问什么",
        "项目 | 内容",
        "批准人 | 张总",
        "讲的人 | 李梅",
        "哪天讲 | 2026-12-18",
        "- 多久回本",
    ]

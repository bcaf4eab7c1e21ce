from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.numerals import (
    UNIT_NAMES,
    Period,
    find_deadlines,
    find_numerals,
    parse,
    read_amount,
    read_deadline,
    read_period,
    read_strength,
    role_by_rule,
)

PLANS = Path(__file__).parents[1] / "seeds" / "plans"


@pytest.mark.parametrize(
    ("text", "value", "unit", "unit_noun"),
    [
        ("1.6万亿元", "1600000000000", "CNY", None),
        ("30000亿元", "3000000000000", "CNY", None),
        ("225亿", "22500000000", "CNY", None),
        ("2000万美元", "20000000", "USD", None),
        ("五千亿级", "500000000000", "CNY", None),
        ("百亿级", "10000000000", "CNY", None),
        ("50亿级", "5000000000", "CNY", None),
        ("三千五百六十亿元", "356000000000", "CNY", None),
        ("１．６万亿元", "1600000000000", "CNY", None),
        ("30.5 亿元", "3050000000", "CNY", None),
        ("2.5万家", "25000", "count", "家"),
        ("1,600家", "1600", "count", "家"),
        ("三千家", "3000", "count", "家"),
        ("十个", "10", "count", "个"),
        ("两家", "2", "count", "家"),
        ("百项", "100", "count", "项"),
        ("16.35万件", "163500", "count", "件"),
        ("2000多个", "2000", "count", "个"),
        ("20余万个", "200000", "count", "个"),
        ("100+家", "100", "count", "家"),
        ("四大类", "4", "count", "大类"),
        ("28.3%", "28.3", "percent", None),
        ("１０％", "10", "percent", None),
        ("百分之三十", "30", "percent", None),
        ("6个百分点", "6", "percentage-point", None),
        ("20万平方米", "200000", "m2", None),
        ("1.2万亩", "12000", "mu", None),
        ("300万千瓦", "3000000", "kW", None),
        ("10GWh", "10000000", "kWh", None),
        ("5000P", "5000", "PFLOPS", None),
        ("350万小时", "3500000", "hour", None),
        ("百公斤级", "0.1", "t", None),
        ("3倍", "3", "multiple", None),
        ("翻番", "2", "multiple", None),
        ("翻两番", "4", "multiple", None),
        ("1.5∶1", "1.5", "ratio", None),
        ("零的突破", "0", "count", None),
        ("破零", "0", "count", None),
        ("第一", "1", "rank", None),
        ("前十", "10", "rank", None),
        ("首位", "1", "rank", None),
        ("第三代", "3", "ordinal", None),
        ("三千", "3000", None, None),
        ("25万元/人", "250000", None, None),
        ("五百强", "500", None, None),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: str, unit: str | None, unit_noun: str | None):
    numeral = parse(text)

    assert (numeral.value, numeral.unit, numeral.unit_noun) == (Decimal(value), unit, unit_noun)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10%—15%", "10", "15", "percent"),
        ("3—5个", "3", "5", "count"),
        ("1至2家", "1", "2", "count"),
        ("5至10年", "5", "10", "year"),
        ("2000—3000万元", "20000000", "30000000", "CNY"),
        ("1.5万亿至2万亿元", "1500000000000", "2000000000000", "CNY"),
        ("三至五家", "3", "5", "count"),
        ("两三家", "2", "3", "count"),
    ],
)
def test_two_ends_are_a_range_in_the_unit_of_the_high_end(text: str, low: str, high: str, unit: str):
    numeral = parse(text)

    assert (numeral.value, numeral.value_max, numeral.unit) == (Decimal(low), Decimal(high), unit)


def test_values_print_without_an_exponent():
    assert str(parse("1.6万亿元").value) == "1600000000000"
    assert str(parse("16.50%").value) == "16.5"


@pytest.mark.parametrize("text", ["2/3", "三分之二", "数百亿元", "几十家", "3:2:1"])
def test_a_number_without_an_exact_value_has_none(text: str):
    assert parse(text).value is None


@pytest.mark.parametrize("text", ["", "一批", "增长28%", "28%以上", "6个、13个", "万千"])
def test_a_text_that_is_not_one_whole_numeral_is_refused(text: str):
    with pytest.raises(ValueError, match="not one whole numeral"):
        parse(text)


def test_every_unit_of_a_numeral_is_named():
    assert {"CNY", "USD", "percent", "percentage-point", "count", "rank", "m2", "km2"} <= set(UNIT_NAMES)


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("打造形成4个万亿级、4个五千亿级、一批千亿级产业集群", ["4个", "万亿级", "4个", "五千亿级", "千亿级"]),
        ("全市规模超千亿元的产业集群不少于7个", ["千亿元", "7个"]),
        ("实现招引落地五大战新产业100亿元、50亿元零的突破", ["五大", "100亿元", "50亿元", "零的突破"]),
        ("引进落地5亿元以上或外资2000万美元以上制造业项目5个以上", ["5亿元", "2000万美元", "5个"]),
        ("全年新增入选省“鲸鹏行动”1名以上,省级“引才计划”10名以上", ["1名", "10名"]),
        ("力争落地“152”项目8个、百亿级项目破零", ["152", "8个", "百亿级", "破零"]),
        ("重点征集全市超亿元企业顶尖人才需求清单", ["亿元"]),
        ("汽车产业产值突破万亿大关", ["万亿"]),
        ("新增变电容量200万千伏安", ["200万"]),
        ("AG600P水陆两栖飞机、1080P高清视频", ["AG600P", "1080P"]),
        ("推动三个产业集群今年前三季度增加值高速增长28.3%、27.8%", ["三个", "前三季度", "28.3%", "27.8%"]),
        ("今年“小巨人”企业预计将超千家", ["千家"]),
        ("PCT国际专利申请量10056件,连续20年居全国大中城市第一", ["10056件", "20年", "第一"]),
        ("今年1-8月,全市国内专利授权量16.35万件,居全国第一", ["1-8月", "16.35万件", "第一"]),
        ("贯彻党的十九大和十九届二中、三中全会精神", ["十九大", "十九届二中、三中全会"]),
        ("按照市委七届八次全会暨市委经济工作会议安排", ["七届八次全会"]),
        ("东府办〔2024〕18号", ["〔2024〕18号"]),
        ("东莞市人民政府办公室2024年9月14日", ["2024年9月14日"]),
        ("附件：关键领域重点任务（2018―2022年）", ["2018―2022年"]),
        ("第五代移动通信增强型技术(5G—A)网络", ["第五代", "5G—A"]),
        ("支持晶圆级封装、2.5D/3D封装", ["2.5D", "3D"]),
        ("以“20+8”产业集群建设为主要抓手", ["20+8"]),
        ("联动构建110N创新平台格局", ["110N"]),
        ("编制“工业上楼”2.0版本政策", ["2.0"]),
        ("植入电极、3T以上高场强超导磁体", ["3T"]),
        ("打造“1+4+40”体系，做大6·18电商日", ["1+4+40", "6·18"]),
        ("GDP突破3.5万亿元，CR450动车组，PM2.5", ["3.5万亿元", "CR450", "PM2.5"]),
        ("建立一个产业集群对应“十个一”的工作体系", ["一个", "十个"]),
        ("通过三步走策略，由一位市领导负责", ["三步", "一位"]),
        ("到“十五五”末，二〇三〇年", ["十五五", "二〇三〇年"]),
        ("支持10家具备进出口经营权的外贸龙头企业", ["10家"]),
        ("5至10年内从小到大、10至15年内从有到优", ["5至10年", "10至15年"]),
        ("由500亿元到1000亿元", ["500亿元", "1000亿元"]),
    ],
)
def test_every_numeral_of_a_clause_is_found_in_order(clause: str, found: list[str]):
    assert [numeral.text for numeral in find_numerals(clause)] == found


@pytest.mark.parametrize(
    "clause",
    [
        "进一步集聚科技创新资源",
        "组织实施一批跨领域、综合性标杆和亮点项目",
        "打造一流质量品牌，统一个性化标准",
        "实施“一链一策”质量强链工程，“一园一区”形成链条",
        "构建“五位一体”的海外维权工作体系",
        "不断丰富“高效办成一件事”服务场景",
        "第三方医学检验检测，零部件，百家争鸣，千家万户",
        "加快一级供应链企业集中布局，二级、三级供应链企业",
        "每万人口发明专利拥有量，万元GDP能耗，单位：亿元",
        "深刻领悟“两个确立”，增强“四个意识”",
        "统筹发展新一轮产业政策，下一代移动通信",
        "培育万千亿级产业集群",
    ],
)
def test_words_that_only_contain_a_numeral_are_not_found(clause: str):
    assert find_numerals(clause) == []


@pytest.mark.parametrize(
    ("clause", "unit"),
    [
        ("千亿产业集群", "CNY"),
        ("总产值225亿、增速12%以上", "CNY"),
        ("20亿级福田汽车", "CNY"),
        ("10亿片晶圆", "count"),
        ("10亿吋晶圆", None),
        ("千亿级参数大模型", None),
    ],
)
def test_yi_without_a_noun_is_money_and_before_an_unknown_noun_is_nothing(clause: str, unit: str | None):
    assert find_numerals(clause)[0].unit == unit


@pytest.mark.parametrize(
    ("clause", "unit"), [("15页", None), ("3支撑点", None), ("7人工智能", None), ("26城", None), ("3人才", "count")]
)
def test_a_noun_in_no_table_gives_no_unit(clause: str, unit: str | None):
    assert find_numerals(clause)[0].unit == unit


@pytest.mark.parametrize("plan", ["dongguan-2024", "ruian-2023", "shenzhen-2018", "shenzhen-2024"])
def test_numerals_of_a_plan_stand_at_their_offsets_and_do_not_overlap(plan: str):
    text = (PLANS / plan / "source.txt").read_text(encoding="utf-8")
    found = find_numerals(text)

    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("quote", "value_text", "comparator"),
    [
        ("国家高新技术企业超过2.5万家", "2.5万家", "gt"),
        ("规上工业总产值超过30000亿元", "30000亿元", "gt"),
        ("工业投资年均增速不低于10%", "10%", "ge"),
        ("各市、县出租车电动化率不得低于50%", "50%", "ge"),
        ("新建50个以上创新载体", "50个", "ge"),
        ("战略性新兴产业增加值占规上工业增加值比重达到28%以上", "28%", "ge"),
        ("企业占比达到30%及以上", "30%", "ge"),
        ("建设1个特色园区以上", "1个", "ge"),
        ("至少新增国家级平台3个", "3个", "ge"),
        ("瞪羚企业100+家", "100+家", "ge"),
        ("培育10家技术引领型的研究机构", "10家", "eq"),
        ("跨境电子商务交易及结算实现500亿元", "500亿元", "eq"),
        ("建设3个省级以上平台", "3个", "eq"),
        ("增速高于全国平均水平2个百分点", "2个百分点", "eq"),
        ("每年节约5万吨", "5万吨", "eq"),
        ("网络零售额进出比缩小到1.5∶1左右", "1.5∶1", "approx"),
        ("各类人才总量近700万人", "700万人", "approx"),
        ("约3000亿元", "3000亿元", "approx"),
        ("每个不超过1000万元", "1000万元", "le"),
        ("最高1000万元奖励", "1000万元", "le"),
        ("控制在3%以内", "3%", "le"),
        ("能耗降至0.4以下", "0.4", "le"),
        ("确保在3分钟内响应道路救援", "3分钟", "le"),
        ("进入全国前三", "前三", "le"),
        ("低于10%", "10%", "lt"),
        ("已累计支持了2000多个项目的科技攻关", "2000多个", "gt"),
        ("今年“小巨人”企业预计将超千家", "千家", "gt"),
        ("百亿级项目破零", "破零", "gt"),
        ("50亿元零的突破", "零的突破", "gt"),
        ("每个产业集群控制在3—5个区布局", "3—5个", "range"),
        ("突破100项关键核心技术", "100项", "eq"),
        ("专利授权量突破1万件", "1万件", "gt"),
    ],
)
def test_the_words_around_a_value_are_its_comparator(quote: str, value_text: str, comparator: str):
    assert read_amount(quote, value_text).comparator == comparator


@pytest.mark.parametrize(
    ("quote", "value_text", "comparator"),
    [
        ("全市规模超千亿元的产业集群不少于7个", "7个", "ge"),
        ("引进落地制造业项目超100亿元1个以上", "1个", "ge"),
        ("引进落地制造业项目超100亿元1个以上", "100亿元", "gt"),
        ("50亿级以上项目4个以上", "50亿级", "ge"),
        ("10亿级以上重大产业项目15个", "15个", "eq"),
        ("营收10亿元以上企业20家", "20家", "eq"),
    ],
)
def test_a_threshold_keeps_its_words_to_itself(quote: str, value_text: str, comparator: str):
    assert read_amount(quote, value_text).comparator == comparator


@pytest.mark.parametrize(
    ("quote", "value_text", "comparator"),
    [
        ("5亿元以上制造业项目分别超6个、13个", "13个", "gt"),
        ("50亿级、10亿级、5亿级企业分别达1家、8家、13家", "8家", "eq"),
        ("已分别达1.1万家、2.1万家、2.48万家", "2.48万家", "eq"),
        ("分别达到10%、20%和30%以上", "10%", "ge"),
        ("达到10%、20%以上", "10%", "eq"),
        ("年均增长10%、20%以上", "10%", "eq"),
        ("高新技术企业10家、省科技型中小企业15家以上", "10家", "eq"),
    ],
)
def test_the_word_before_a_list_holds_for_all_and_the_word_behind_it_only_under_fenbie(
    quote: str, value_text: str, comparator: str
):
    assert read_amount(quote, value_text).comparator == comparator


def test_the_nth_place_counts_only_numbers_of_their_own():
    quote = "企业分别达13家、超3家、近3家"

    assert read_amount(quote, "3家").comparator == "gt"
    assert read_amount(quote, "3家", 2).comparator == "approx"


@pytest.mark.parametrize(("value_text", "nth"), [("8家", 1), ("3家", 2), ("3家", 0), ("", 1), ("企业", 1)])
def test_a_value_that_is_not_in_the_quote_is_refused(value_text: str, nth: int):
    with pytest.raises(ValueError, match=r"times as a number|not one whole numeral"):
        read_amount("落地华为创新中心等高能级创新平台企业3家", value_text, nth)


@pytest.mark.parametrize(
    ("clause", "strength"),
    [
        ("力争到2027年底,全市规模超千亿元的产业集群不少于7个", "strive"),
        ("2023年确保战新产业增加值增长12%以上", "binding"),
        ("不得低于50%", "binding"),
        ("建成10个以上新兴产业集聚区", "expected"),
        ("再经过长期的努力", "expected"),
        ("确保增长12%，力争增长15%", "strive"),
    ],
)
def test_the_last_word_of_resolve_is_the_strength(clause: str, strength: str):
    assert read_strength(clause) == strength


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("到2025年", date(2025, 12, 31)),
        ("到2027年底", date(2027, 12, 31)),
        ("2025年底前", date(2025, 12, 31)),
        ("2030年前", date(2030, 12, 31)),
        ("2022年6月30日前", date(2022, 6, 30)),
        ("2021年11月底前", date(2021, 11, 30)),
        ("2024年上半年", date(2024, 6, 30)),
        ("2024—2027年", date(2027, 12, 31)),
        ("（2018―2022年）", date(2022, 12, 31)),
        ("“十四五”末", date(2025, 12, 31)),
        ("到“十五五”末", date(2030, 12, 31)),
        ("二〇二五年", date(2025, 12, 31)),
        ("6月底前", date(2023, 6, 30)),
        ("全年", date(2023, 12, 31)),
        ("年内", date(2023, 12, 31)),
        ("明年底前", date(2024, 12, 31)),
        ("三季度", date(2023, 9, 30)),
        ("2月底前", date(2023, 2, 28)),
    ],
)
def test_a_deadline_is_the_last_day_of_the_period_named(text: str, day: date):
    assert read_deadline(text, default_year=2023) == day


@pytest.mark.parametrize("text", ["6月底前", "全年", "近期", "三年内", "自2021年起", "2020年版", "2025年13月", "去年"])
def test_a_text_without_a_sure_deadline_is_refused(text: str):
    with pytest.raises(ValueError, match="0 deadlines"):
        read_deadline(text)


def test_a_text_with_two_deadlines_is_refused():
    with pytest.raises(ValueError, match="2 deadlines"):
        read_deadline("到2025年、到2030年")


def test_deadlines_are_found_with_their_words_and_places():
    text = "自2021年起,力争6月底前谋划项目15个以上,占比到2025年达到30%"
    found = find_deadlines(text, default_year=2023)

    assert [(one.text, one.day) for one in found] == [
        ("6月底前", date(2023, 6, 30)),
        ("到2025年", date(2025, 12, 31)),
    ]
    assert [text[one.start : one.end] for one in found] == ["6月底前", "到2025年"]


def test_without_a_year_only_dated_deadlines_are_found():
    found = find_deadlines("全年谋划15个以上,到2025年20个", default_year=None)

    assert [one.text for one in found] == ["到2025年"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("今年前三季度", date(2024, 1, 1), date(2024, 9, 30)),
        ("今年1-8月", date(2024, 1, 1), date(2024, 8, 31)),
        ("今年以来", date(2024, 1, 1), date(2024, 10, 31)),
        ("今年", date(2024, 1, 1), date(2024, 10, 31)),
        ("2023年", date(2023, 1, 1), date(2023, 12, 31)),
        ("去年", date(2023, 1, 1), date(2023, 12, 31)),
        ("上半年", date(2024, 1, 1), date(2024, 6, 30)),
        ("“十三五”期间", date(2016, 1, 1), date(2020, 12, 31)),
        ("10月31日", date(2024, 10, 31), date(2024, 10, 31)),
        ("目前", None, date(2024, 10, 31)),
        ("截至9月底", None, date(2024, 9, 30)),
        ("近三年", None, date(2024, 10, 31)),
        ("连续20年", None, date(2024, 10, 31)),
    ],
)
def test_a_period_is_read_from_the_day_of_the_report(text: str, start: date | None, end: date):
    assert read_period(text, reference=date(2024, 10, 31)) == Period(start, end)


def test_a_forecast_for_this_year_runs_to_its_end():
    period = read_period("今年", reference=date(2024, 10, 31), forecast=True)

    assert period == Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.mark.parametrize("text", ["去年同期", "2021年和2023年", "长期"])
def test_a_text_that_names_no_single_period_is_refused(text: str):
    with pytest.raises(ValueError, match="period"):
        read_period(text, reference=date(2024, 10, 31))


@pytest.mark.parametrize(
    ("clause", "numeral", "role"),
    [
        ("到2025年,规模稳步提升", "2025年", ("date", "year-or-date")),
        ("今年前三季度", "前三季度", ("date", "year-or-date")),
        ("“十四五”末", "十四五", ("date", "plan-period")),
        ("东府办〔2024〕18号", "〔2024〕18号", ("reference", "document-number")),
        ("按照市委七届八次全会安排", "七届八次全会", ("reference", "party-congress")),
        ("党的十九大和十九届二中、三中全会", "十九大", ("reference", "party-congress")),
        ("主动对接《中国制造2025》", "2025", ("reference", "cited-title")),
        ("http://www.sz.gov.cn/zfgb/2018/gb1077", "gb1077", ("reference", "web-address")),
        ("下一代移动通信(6G)", "6G", ("name", "generation-name")),
        ("增强型技术(5G—A)网络", "5G—A", ("name", "generation-name")),
        ("第三代半导体", "第三代", ("name", "generation-name")),
        ("编制“工业上楼”2.0版本政策", "2.0", ("name", "generation-name")),
        ("以“20+8”产业集群建设", "20+8", ("name", "code-name")),
        ("“8+N”系统政策", "8+N", ("name", "code-name")),
        ("列入省“152”项目库", "152", ("name", "code-name")),
        ("联动构建110N创新平台格局", "110N", ("name", "code-name")),
        ("更多世界五百强企业", "五百强", ("name", "code-name")),
        ("总体要求。\n2．强化产业用地", "2", ("outline", "outline-number")),
        ("高质量发展。1实施精准招商", "1", ("outline", "outline-number")),
        ("系列主题新闻发布会第十四场", "第十四场", ("other", "ordinal")),
        ("居全国第一", "第一", None),
        ("“十个一”工作体系", "十个", None),
        ("3T以上高场强超导磁体", "3T", None),
        ("超过2.5万家", "2.5万家", None),
    ],
)
def test_a_role_is_given_only_where_a_named_rule_is_sure(clause: str, numeral: str, role: tuple[str, str] | None):
    (found,) = [one for one in find_numerals(clause) if one.text == numeral]

    assert role_by_rule(clause, found) == role

"""Frames of words that put something at places: 支持A、B建设…, 在A打造…, 以A、B为核心, 依托A发展….

In: passages and the short names of places that the text knows. Out: the places of each frame, its range in the
reading and the thing it puts there, where the words name one. Each frame is one rule, named beside its function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.reader.area_lists import AreaList, read_areas
from pipeline.reader.area_names import HAN, place_at_start
from pipeline.reader.passages import Passages
from pipeline.reader.placed_things import ADVERBS, ANY_VERB, BUILD, find_thing, is_part, trim

STOP = re.compile(r"[，,。；;：:\n]")
CORE = re.compile(  # 以松山湖、滨海湾为重点建设集聚区, 以南通开发区为载体, 以青羊区为整机研制主基地
    rf"以(?P<list>[^，,。；;：:\n以]{{2,120}}?)为(?P<role>[{HAN}]{{0,8}}?(?:核心|重点|载体|中心|龙头|引领|支撑|主体|主阵地|依托|支点|节点|"
    rf"试点|引擎|枢纽|两翼|骨干|基础|先导|示范|[区园]|基地)[^，,。；;：:\n的、]{{0,12}})"
)
ELIDED = re.compile(  # 以武汉为龙头，襄阳、十堰为支撑: the second list goes without 以
    r"(?:核心|中心|龙头|引领|重点|支撑|心区|区域)[，,](?P<list>[^，,。；;：:\n]{2,120}?)为"
    rf"(?P<role>[{HAN}]{{0,8}}?(?:核心|重点|载体|支撑|支点|节点|两翼|骨干|区)[^，,。；;：:\n的、]{{0,12}})"
)
STRONG = re.compile(r"集聚区|承载区|布局区|核心区|先行区|示范区|主阵地|区域|城市")
IN = re.compile(rf"(?<![存现正自所潜旨重意贵内外实])在(?=[{HAN}])(?![此于建线职校这全各我本其该确保满符])")
SUPPORT = re.compile(
    r"(?:支持|推动|推进|鼓励|引导|指导|促进|加快|协调)(?:推进|推动)?(?=[^，,。；;：:\n的一各企龙高]{2})"
)
RELYING = re.compile(r"(?:依托|借助|立足)(?=[^，,。；;：:\n的]{2})")
STRENGTHS = re.compile(r"发挥(?=[^，,。；;：:\n的]{2})")
STRENGTH = re.compile(rf"[{HAN}]{{0,12}}?(?:优势|作用|特长)")  # 制造业配套优势
PATTERN = re.compile(r"(?:形成|构建|打造|建成|完善)(?:以)?(?=[^，,。；;：:\n的一]{2})")
CORES = re.compile(  # 三核联动、多点支撑, 双城引领
    r"(?:[一二三四五六七八九十双两多0-9]{1,2}大?(?:核|极|中心|轴|带|翼|区|城|圈|地|市)[^，,。；;：:\n]{0,6}?)?"
    r"(?:联动|协同|引领|带动|辐射|驱动|支撑|并进|一体)"
)
ROUTE = re.compile(r"(?:开通|开辟|开设|建立|构建|加密|打通|开行|打造|规划|谋划|拓展)[“”‘]?(?=[^，,。；;：:\n的一]{2})")
JOINER = re.compile(r"至|到|[—－–～~\-]{1,2}|与|和|、|往返")
LINE_END = re.compile(  # 等长三角重点城市飞行航线
    rf"[”]?(?:等)?[^，,。；;：:\n、]{{0,24}}?(?P<thing>[{HAN}]{{0,12}}(?:航线|通道|航路|班列|专列|走廊|线路))"
)
COVERING = re.compile(
    rf"(?:打造|建设|构建|形成|建成|建立|完善)[{HAN}]{{0,6}}?(?:覆盖|串联|连接|贯通|联通)(?=[^，,。；;：:\n的]{{2}})"
)
COVERED = re.compile(rf"[{HAN}]{{0,16}}?的([^，,。；;：:\n]{{2,40}})")  # 主要区域的低空空中交通走廊
SUBJECT = re.compile(
    r"(?<![^。；;：:\n\u3000”，,])(?=[^，,。；;：:\n的各全推支完提在以对][^，,。；;：:\n的各全]{1,59}(?:[：:]|发展|布局|建设|打造|培育|做强|做大|壮大|承接|突出))"
)
DEVELOPS = re.compile(  # 要着力打造, 依托产业基础，重点发展
    r"(?:要|将|应|以|着力|重点|主要|大力|优先|积极|加快|全力|突出|依托[^，,。；;\n]{2,30}[，,]){0,4}"
    rf"(?:{BUILD.pattern})"
)
FACILITY = re.compile(r"(?:基地|园|机场|枢纽|港口|口岸|站)\Z")  # which builds nothing itself
MADE = re.compile(r"[将把](?=[^，,。；;：:\n的]{2,40}(?:打造|建设|培育|建)成)")
MADE_INTO = re.compile(r"(?:打造|建设|培育|建)成(?:为)?")
CALLED = re.compile(  # “一核”即成都高新区, “两翼”指…
    r"[“\"][一二两三四五六七八九十多双]{1,2}[^”\"，。；\n]{0,6}?[核区带轴极翼园城心圈廊点片地][”\"](?:，)?(?:即为|即|是指|指|为|是|：|:)(?:以)?"
)
TOWARD = re.compile(  # 引导贵金属企业向昆明高新区集聚
    rf"(?:推动|引导|促进|支持|鼓励|推进)(?P<thing>[{HAN}]{{2,20}}?)(?:加快|逐步|重点|有序)?向(?=[^，,。；;：:\n的]{{2}})"
)
SETTLED = re.compile(
    r"(?=[重主优集布落分])(?:重点|主要|优先|集中)?(?:布局|落户|集聚|分布|集中)(?:在|于|到)(?=[^，,。；;：:\n的]{2})"
)
SETTLER = re.compile(rf"(?:\A|[，,。；;：:\n])([{HAN}]{{2,20}})\Z")  # 精细化工产业 in front of 重点布局在武汉、宜昌等地
GATHERS = re.compile(r"(?:集中|集聚|聚集|布局|集群|转移|落户)")
LABEL = re.compile(r"(?:布局|承载|发展|建设|优势|集聚)(?:区域|城市|园区|地区|空间|载体|县市|区县)[:：]")
CHAIN = re.compile(  # 以A为核心，以B为重点的产业集聚区: the thing stands behind the second list
    r"[，,]以?[^，,。；;\n以]{2,100}?为(?:核心|重点|支撑|支点|节点|两翼|骨干|辅助|配套)[^，,。；;\n的]{0,8}的(?P<thing>[^，,。；;\n]{2,40})"
)


@dataclass(frozen=True)
class Frame:
    """Places in a frame from `start` to `end`, the range of the thing put there, and the words of their role."""

    areas: AreaList
    start: int
    end: int
    rule: str
    thing: tuple[int, int] | None = None
    role: str = ""


def find_frames(passages: Passages, places: frozenset[str]) -> Iterator[Frame]:
    """Every frame of the text outside the brackets that name responsible bodies, rule by rule."""
    for pattern, read in FRAMES:
        for match in pattern.finditer(passages.text):
            if (frame := read(passages, match, places)) and not passages.is_agency(match.start()):
                yield frame


def _core(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """以松山湖、滨海湾为重点建设集聚区, 以南通开发区为载体，建设低空经济生态产业园."""
    text = passages.text
    end = match.end("list")
    areas = read_areas(text, match.start("list"), places, until=end, bare=bool(STRONG.search(match["role"])))
    if areas is None or areas.end != end:
        return None
    start = match.start("list") - 1 if match.re is CORE else match.start("list")
    start = start - 2 if text.startswith("支持", start - 2) else start
    end = match.end()
    thing = None
    if text.startswith("的", end):
        stop = STOP.search(text, end, end + 40)
        thing = trim(text, end + 1, stop.start()) if stop else None
    elif chain := CHAIN.match(text, end):
        thing = trim(text, *chain.span("thing"))
        return Frame(areas, start, end, "places-as-core", thing, match["role"])
    else:
        thing = find_thing(text, end, passages.sentence_end(end))
    named = None if thing and is_part(text[slice(*thing)]) else thing
    return Frame(areas, start, max(end, thing[1] if thing else 0), "places-as-core", named, match["role"])


def _in(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """在南通开发区建设复旦大学南通航空经济联合研究院."""
    return _followed(passages, match, places, "built-at-places", any_verb=True)


def _support(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """支持海门筹划建立低空经济产业研究院; 推进启东、通州湾等地通用机场规划研究及建设工作."""
    return _followed(passages, match, places, "places-supported", any_verb=False)


def _relying(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """依托国际家纺产业园，加强…间的无人机快速转运服务."""
    return _followed(passages, match, places, "relying-on-places", any_verb=True)


def _followed(
    passages: Passages, match: re.Match[str], places: frozenset[str], rule: str, *, any_verb: bool
) -> Frame | None:
    text = passages.text
    areas = read_areas(text, match.end(), places)
    if areas is None:
        return None
    end = passages.sentence_end(areas.end)
    joins_thing = rule == "places-supported" and (areas.closed or len(areas.areas) > 1 or _is_long(areas))
    if not _is_open(text, areas.end, end) and not joins_thing:
        return None
    thing = find_thing(text, areas.end, end, any_verb=any_verb)
    if thing is None:
        return None
    named = None if is_part(text[slice(*thing)]) else thing
    return Frame(areas, match.start(), thing[1], rule, named, text[areas.end : thing[1]])


def _is_open(text: str, at: int, end: int) -> bool:
    """Whether a verb, an adverb or the clause's end follows the places, not a noun: 合肥家电产业巨大的…."""
    return at >= end or text[at] in "，," or bool(ANY_VERB.match(text, at) or ADVERBS.match(text, at))


def _is_long(areas: AreaList) -> bool:
    return all(b - a > 2 for a, b in areas.areas)


def _strengths(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """发挥佛山、江门、惠州、东莞、中山等市制造业配套优势."""
    areas = read_areas(passages.text, match.end(), places)
    if areas is None or not areas.closed:
        return None
    ends = STRENGTH.match(passages.text, areas.end)
    return Frame(areas, match.start(), ends.end(), "strengths-of-places") if ends else None


def _pattern(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """形成广州、深圳、珠海三核联动、多点支撑、成片发展的低空经济产业格局."""
    text = passages.text
    areas = read_areas(text, match.end(), places)
    if areas is None or len(areas.areas) < 2 or not CORES.match(text, areas.end):
        return None
    end = STOP.search(text, areas.end, areas.end + 80)
    if end is None:
        return None
    thing = trim(text, areas.end, end.start())
    return Frame(areas, match.start(), end.start(), "places-in-pattern", thing, "核心")


def _route(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """开通南通至上海、苏州等长三角重点城市飞行航线; 开通郴州—韶关—佛山的跨省文旅航线."""
    text = passages.text
    limit = passages.sentence_end(match.end(), 80)
    at = match.end()
    members: list[tuple[int, int]] = []
    while length := place_at_start(text[at:limit], places):
        members.append((at, at + length))
        joint = JOINER.match(text, at + length, limit)
        at = joint.end() if joint else at + length
        if joint is None:
            break
    ends = LINE_END.match(text, at, limit)
    if len(members) < 2 or ends is None:
        return None
    thing = trim(text, *ends.span("thing"))
    return Frame(AreaList(tuple(members), at, True), match.start(), ends.end(), "route-between-places", thing)


def _covering(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """打造覆盖粤港澳大湾区主要区域的低空空中交通走廊."""
    text = passages.text
    areas = read_areas(text, match.end(), places)
    if areas is None:
        return None
    ends = COVERED.match(text, areas.end)
    return Frame(areas, match.start(), ends.end(), "covering-places", trim(text, *ends.span(1))) if ends else None


def _subject(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """成都平原经济区重点发展调味品、果蔬…等农产品加工产业; 塘下新区：重点布局…."""
    text = passages.text
    areas = read_areas(text, match.end(), places)
    if areas is None:
        return None
    at = areas.end + 1 if text[areas.end : areas.end + 1] in ("：", ":") else areas.end
    verb = DEVELOPS.match(text, at)
    end = passages.sentence_end(at)
    thing = find_thing(text, at, end) if verb else None
    if thing is None:
        return None
    return Frame(areas, areas.areas[0][0], thing[1], "places-develop", thing, text[at : thing[1]])


def _behind_comma(text: str, at: int) -> bool:
    return text[at - 1 : at] in ("，", ",")


def _made(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """将海门打造成低空制造基地."""
    text = passages.text
    areas = read_areas(text, match.end(), places)
    verb = MADE_INTO.match(text, areas.end) if areas else None
    stop = STOP.search(text, verb.end(), verb.end() + 60) if verb else None
    if areas is None or verb is None or stop is None:
        return None
    thing = trim(text, verb.end(), stop.start())
    return Frame(areas, match.start(), stop.start(), "places-made-into", thing, text[slice(*thing)])


def _called(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """“一核”即成都高新区."""
    areas = read_areas(passages.text, match.end(), places)
    if areas is None or not (areas.closed or passages.text[areas.end : areas.end + 1] in ("，", "。", "；", ",", ";")):
        return None
    return Frame(areas, match.start(), areas.end, "places-by-number", None, "核心" if "核" in match.group() else "")


def _toward(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """引导贵金属企业向昆明高新区集聚."""
    text = passages.text
    areas = read_areas(text, match.end(), places)
    moved = GATHERS.match(text, areas.end) if areas else None
    if areas is None or moved is None:
        return None
    return Frame(areas, match.start(), moved.end(), "gathering-at-places", trim(text, *match.span("thing")))


def _settled(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """精细化工产业重点布局在武汉、宜昌等地."""
    text = passages.text
    first = max(0, match.start() - 21)
    settler = SETTLER.search(text[first : match.start()])
    areas = read_areas(text, match.end(), places) if settler else None
    if areas is None or settler is None:
        return None
    start, end = first + settler.start(1), first + settler.end(1)
    return Frame(areas, start, areas.end, "settled-at-places", trim(text, start, end), match.group())


def _label(passages: Passages, match: re.Match[str], places: frozenset[str]) -> Frame | None:
    """重点布局区域：松山湖、滨海湾、长安."""
    areas = read_areas(passages.text, match.end(), places, bare=True)
    if areas is None or passages.text[areas.end : areas.end + 1] not in ("。", "；", ";", "，", "\n", "", "）", ")"):
        return None
    return Frame(areas, match.start(), areas.end, "places-under-label", None, match.group())


FRAMES: tuple[tuple[re.Pattern[str], Callable[[Passages, re.Match[str], frozenset[str]], Frame | None]], ...] = (
    (CORE, _core),
    (ELIDED, _core),
    (IN, _in),
    (SUPPORT, _support),
    (RELYING, _relying),
    (STRENGTHS, _strengths),
    (PATTERN, _pattern),
    (ROUTE, _route),
    (COVERING, _covering),
    (SUBJECT, _subject),
    (MADE, _made),
    (CALLED, _called),
    (TOWARD, _toward),
    (SETTLED, _settled),
    (LABEL, _label),
)

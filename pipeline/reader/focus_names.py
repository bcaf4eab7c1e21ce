"""The things a clause names: 存储芯片、图像传感器等核心元器件 → 存储芯片, 图像传感器, 核心元器件.

In: the words behind a verb such as 重点发展. Out: the names in order, each an exact run of those words. What is only
done with the things (研发及产业化, 推广应用) and words for everything (等领域, 关键技术) are no names.
"""

from __future__ import annotations

import re

from pipeline.reader.area_names import HAN

LONGEST = 24  # characters of a name
DONE = (
    "研发创新|研发|研制|开发|攻关|制造|生产|应用|推广|推广应用|应用推广|发展|突破|布局|建设|升级|升级换代|创新能力|能力|水平|技术创新|创新|"
    "孵化验证|孵化|验证|供给|产业化|工程化|商业化|规模化|集成|融合|协同|示范|临床|转化|集聚|集群|集群化|融合渗透|支撑作用|高质量|快速|做大做强|"
    "发展壮大|壮大|提质增效|化|产业化进程|进程|核心技术|关键技术|关键核心技术|共性技术|典型|试点|全面"
)
WORK = re.compile(rf"(?:(?:的)?(?:{DONE})(?:及|和|与|、)?){{1,4}}\Z")  # 高端数控机床关键零部件|研发及产业化
CLASS = re.compile(r"(?:产业|领域|产品|行业|环节|方面|方向|业态|产业链)\Z")  # 先进封装|领域
ETC = re.compile(r"等(?![^（(]{0,40}[）)])")
# 高值医疗耗材(心脑血管植入器械、骨科医疗器械等)
MEMBERS_IN = re.compile(r"[（(][^（）()]{0,60}、[^（）()]{0,60}[）)]\Z")
# 以OLED、柔性显示等为核心的…
FIRST_OF = re.compile(r"以(?P<members>[^以为]{2,80}?)(?:等)?为(?:核心|重点|主|代表|基础|支撑|引领|龙头|主体)的")
VAGUE = re.compile(
    r"(?:相关|重点|重要|关键|核心|前沿|新兴|优势|高端|特色|主导|战略性|高精尖|前瞻|重大|交叉|各类|主要|一批|若干|新|多个|细分|配套|创新|典型|"
    r"传统|高级|四大|三大|五大|其他|高水平|通用|自主|技术|原创){0,6}"
    r"(?:技术|产业|领域|产品|环节|方面|方向|技术群|材料|行业|业态|项目|企业|装备|应用|场景|服务|设备|模式|平台|工程|能力|水平|体系|基地|园区|"
    r"资源|人才|政策|机制|产业链|创新链|供应链|集群|载体|机构|消费|标准|品牌|竞争力|市场|方向|模式|服务|关键技术|核心技术|攻关|研究)?"
)
NO_THING = re.compile(
    r"机制|政策|人才|资金|基金|统筹|招商|园区|亿元|目标|任务|工作|合作|改革|监管|保障|组织|领导|会议|培训|宣传|我[省市区县]|全[省市区县]|项目|"
    r"集聚区|产业集群|高地|\A(?:以|建设|打造|筹建|组建|引进)|上下游|供应链|[0-9]{2}[家个项]|为重点|赋能|竞争力|向|在|对|把|将|使|与各|其|企业(?!级)|主体|试点|中心|条件|问题|方式"
)
# 支持以松山湖、滨海湾为重点建设集聚区
NO_CLAUSE = re.compile(r"\A(?:以[^的]{2,120}为[^的]{1,20}\Z|建设|打造|筹建|组建|引进|企业)")
JOINT = re.compile(r"以及|和|及|与")


def names_of(words: str) -> tuple[str, ...]:
    """The names in the order of the words; none where a part of them is no thing."""
    if NO_CLAUSE.search(words):
        return ()
    names: list[str] = []
    if first := FIRST_OF.match(words):
        names.extend(_list(first["members"]))
        words = words[first.end() :]
    for chunk in _chunks(words):
        names.extend(_from_chunk(chunk))
    return tuple(dict.fromkeys(name for name in names if _is_thing(name)))


def _chunks(words: str) -> list[str]:
    """Parts joined by 以及 behind a closed list: …等核心零部件 | 传感器、控制系统等核心产品."""
    match = re.search(rf"等[{HAN}]{{2,10}}?(?:以及|和|及)(?=[{HAN}A-Za-z0-9、]{{2,40}}等)", words)
    if match is None:
        return [words]
    joint = JOINT.search(words, match.start() + 3)
    return [words[: joint.start()], words[joint.end() :]] if joint else [words]


def _from_chunk(words: str) -> list[str]:
    words = _without_possessor(words)
    etc = ETC.search(words)
    if etc is None:
        return _list(_plain(words))
    head = _plain(words[etc.end() :])
    return [*_list(words[: etc.start()]), *([head] if len(head) > 2 else [])]


def _without_possessor(words: str) -> str:
    """具有原创技术的高强合金 → 高强合金; 新型制剂的创新能力 → 新型制剂."""
    at = words.rfind("的")
    if at < 0:
        return words
    behind = words[at + 1 :]
    return words[:at] if not _plain(behind) or VAGUE.fullmatch(_plain(behind)) else behind


def _plain(words: str) -> str:
    """The words without what is done with the things and without the word for their class."""
    words = WORK.sub("", words)
    bare = CLASS.sub("", words)
    return bare if len(bare) > 2 else words


def _list(words: str) -> list[str]:
    """The members between 、 outside brackets; the last may be two joined by 和."""
    parts = [part for part in re.split(r"、(?![^（(]{0,60}[）)])", words) if part]
    parts = [MEMBERS_IN.sub("", part) for part in parts]
    return [*parts[:-1], *_joined(parts[-1])] if parts else []


def _joined(part: str) -> list[str]:
    """先进封测和集成电路设备 is two things, 集成电路制造和封装 one."""
    match = JOINT.search(part)
    if match is None:
        return [part]
    left, right = part[: match.start()], part[match.end() :]
    if len(left) == len(right) or (min(len(left), len(right)) > 2 and match.group() != "与"):
        return [left, right]
    return [part]


def _is_thing(name: str) -> bool:
    return (
        2 <= len(name) <= LONGEST
        and not VAGUE.fullmatch(name)
        and not NO_THING.search(name)
        and name[0] not in "和及与、"
    )

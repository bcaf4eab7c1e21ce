"""Coordinating groups, levels and officials that a plan charges: 成立…工作专班，统筹…; 市级层面统筹…; 由市长任召集人.

In: the text as read. Out: attributions, as indices; each rule reads one fixed turn of phrase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.reader.agency_forms import GROUP, OFFICIAL
from pipeline.reader.agency_names import read_names
from pipeline.reader.attributions import Agency, Attribution
from pipeline.reader.roles import role_at

NAMED_GROUP = rf"(?P<name>{GROUP.pattern})"
SET_UP = re.compile(  # 成立市促进战略性新兴产业发展工作专班,统筹负责…
    rf"(?:成立|组建|设立|建立)(?=[^，,。；;\n]{{0,44}}(?:组|班|会议|部)){NAMED_GROUP}[，,]"
    r"(?:[^，,。；;\n]{2,40}[，,]){0,2}(?P<verb>统筹|负责|统一|牵头|协调|承担|研究|指导|加强(?:对|[^，,。；;\n]{0,20}(?:统筹|协调)))"
)
RELIED_ON = re.compile(  # 依托市制造强市建设领导小组，
    rf"(?:依托|充分发挥|发挥)(?=[^，,。；;\n]{{0,44}}(?:组|班|会议|部)){NAMED_GROUP}"
    r"(?:的?(?:统筹|牵头|协调|组织|综合)[^，,。；;\n]{0,10}作用|(?=[，,]))"
)
UNDER = re.compile(  # 在市制造强市建设领导小组框架下
    rf"在(?=[^，,。；;\n]{{0,44}}(?:组|班|会议|部)){NAMED_GROUP}的?(?:统一|集中)?(?:框架|领导|统筹|指导|协调)下"
)
SEAT = re.compile(r"办公室(?:\([^)\n]{1,20}\)|（[^）\n]{1,20}）)?设在(?=[一-龥])")  # 办公室设在市发展改革委
SEAT_END = re.compile(r"[，,。；;（(\n]")
LEVEL_DUTY = re.compile(  # 市级层面统筹整体规划布局; 市、区共同走访; 区级抓好落地
    r"(?=[省市区县州镇一各])(?<![^。；;，,、“\n由])"
    r"(?P<name>(?:[省市区县州镇]级|省直|市直)层面|[省市区县州镇]级|省、市|市、区|市、县|市、镇(?:[（(]园区[）)])?|县、镇"
    r"|市镇|省市|一个部门|一位[市区县省]领导|各(?:相关|有关)?部门)"
    r"(?P<verb>(?:结合实际|共同|联合|协同)?(?:统筹|汇集|抓好|抓落实|联动|共同|协调联动|协同推进|协同配合|多渠道|负总责|负责"
    r"|牵头|做好|主导|推进落实))(?!领导|小组|机制|两级|协调推进机制|协调机制)"
)
CONVENER = re.compile(  # 由市领导任召集人; 常务副市长为副召集人
    rf"(?=[常分一副省市区县州])(?P<name>{OFFICIAL.pattern})(?:任|为|担任)(?:主|副|总|双)?(?:召集人|组长|指挥长|总指挥|链长|班长)"
)
RULES = (
    ("group-set-up", SET_UP, "responsible"),
    ("group-relied-on", RELIED_ON, "responsible"),
    ("under-group", UNDER, "responsible"),
    ("level-duty", LEVEL_DUTY, ""),
    ("convener", CONVENER, "lead"),
)


def find_group_duties(text: str, start: int, end: int) -> Iterator[Attribution]:
    """What groups, levels and officials are charged with between `start` and `end`."""
    for rule, pattern, role in RULES:
        for match in pattern.finditer(text, start, end):
            first, last = match.span("name")
            words = match.group()
            read = role or role_at(words, first - match.start(), last - match.start())
            yield Attribution(*match.span(), rule, (Agency(first, last, read),))
    for seat in SEAT.finditer(text, start, end):
        yield from _seat(text, seat, end)


def _seat(text: str, seat: re.Match[str], end: int) -> Iterator[Attribution]:
    """The agency that runs a group's office."""
    stop = SEAT_END.search(text, seat.end(), min(seat.end() + 80, end))
    last = stop.start() if stop else min(seat.end() + 80, end)
    listed = read_names(text, seat.end(), last)
    if listed.names and not listed.strangers:
        agencies = tuple(Agency(*name, "responsible") for name in listed.names)
        yield Attribution(seat.start(), last, "group-office", agencies)

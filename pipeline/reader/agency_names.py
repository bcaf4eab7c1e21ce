"""Names of agencies, known by their form: a list of names → the span of each.

No register is asked: a body is known by how it ends (委, 局, 厅, 人民政府, 管委会…) and, where ordinary words end so
too (布局, 中心, 社会), by a level in front (市, 省, 各, 有关). A name may hold brackets, 、 and 和:
各县（市、区）人民政府, 全区各级商务、城市管理等部门, 市规划和自然资源局.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reader.brackets import depth_zero

SEPARATORS = "、，,；;。\n"
BLANKS = " \t\u3000\u00a0"
LONGEST_NAME = 60  # characters, brackets included

ENDINGS = (
    "委员会|人民政府|政府|管委会|办公室|公署|行署|公司|集团|中心|海关|单位|部门|机构|银行|大学|学院|学校|高校|院校|院所"
    "|联盟|专班|领导小组|指挥部|工作组|推进组|联席会议|开发区|高新区|经开区|新区|园区|区域|街道|镇街|街镇|办事处|产业园"
    "|科技城|科学城|新城|供电|电网|电力|铁塔|移动|电信|联通|广电|邮政|烟草|运营商|企业|领导|市长|省长|区长|县长|州长"
    "|[委局厅办部署院行会社站处司队台馆联协镇乡县区市州盟旗省地组所校园港庭]"
)
ORDINARY = re.compile(  # words that end like an agency and are none
    r"(?:全|内|外|总|西|东|中|南|北|局|干|大|俱乐|事业|一)部\Z|(?:布|格|结|大|全|开|破|僵|棋)局\Z|[创举承主开协筹]办\Z"
    r"|[进执运推发流举试飞实先施银践可]行\Z|(?:社|机|展|峰|大|博览|交易|年|论坛|洽谈|体|学)会\Z|[医剧影]院\Z|实验室\Z"
    r"|[城都超上入落]市\Z|[地城片街社山景辖园校厂库港湾战]区\Z|[各该此]地\Z|[场基工用]地\Z|公园\Z|[港出入]港\Z"
)
LEVEL = (
    r"(?:中共|本|我)?(?:国务院|国家|中央|中国|自治区|自治州|兵团|省级|市级|区级|县级|州级|省直|市直|区直|县直|省属|市属|区属|县属"
    r"|全[省市区县]各级|各级|各|有关|相关|其他|省|市|县|州|盟|旗|区(?!域|块|位|别|间|内|外))"
)
SURE_ENDINGS = (
    "委员会|人民政府|政府|管委会|办公室|公署|行署|总工会|检察院|法院|领导小组|专班|指挥部|部门|单位|[委局厅办署部]"
)
NAME = rf"[一-龥A-Za-z·“”\"*＊]{{1,40}}?(?:{ENDINGS})"
GLOSS = r"[（(〔〈][^（）()〔〕〈〉\n]{1,24}[）)〕〉]"
FORMED = re.compile(rf"(?:[一-龥A-Za-z·“”\"*＊]|{GLOSS}){{1,40}}?(?:{ENDINGS})(?:{GLOSS})?")  # 西虹桥公司, 市委组织部（人才办）
SURE = re.compile(rf"[*＊]?{LEVEL}(?:[一-龥“”]|{GLOSS}){{1,30}}?(?:{SURE_ENDINGS})(?:{GLOSS})?")  # 市发展改革委
PLACED = re.compile(r"[一-龥]{2,8}[省市县区州盟旗][一-龥]{2,16}(?:委员会|政府|管委会|[委局厅办])")  # 瑞安市科技局
NATIONAL = re.compile(r"[一-龥]{3,12}(?:部|总局|总署|发展改革委)")  # 工业和信息化部

UNIT = (
    r"(?:设区市|地级以上市|县级市|自治州|自治县|自治旗|开发区|功能区|园区|街道|镇街|街镇|乡镇|辖市|地区|区域|地市|盟市|地方"
    r"|[市州盟县区旗镇乡地]){1,3}(?:[（(〔][^（）()〔〕\n]{1,16}[）)〕])?[市县区旗]{0,2}"
)
OFFICE = r"(?:各级)?(?:(?:党委)?[、和]?人民政府|(?:党委)?[、和]?政府|行政公署|行署|管理委员会|管委会|街道办事处|办事处)"
EDGE = r"(?=[、，,；;。：:）)〕\]】〈\s]|\Z|等|和|及|以及|与|按|要|应|须|将|负责|牵头|配合|参与|落实|协同|结合|根据)"
LOCAL_NAME = re.compile(  # 各县（市、区）人民政府, 各市、县, 各区政府（新区管委会）, 全区各级人民政府
    rf"(?:其他|其余)?(?:全[省市区县州])?(?:各级|各有关|各相关|有关各|相关各|各|有关|相关)(?:有关|相关)?"
    rf"(?:{UNIT}(?:[、和及]{UNIT}(?={OFFICE}|[、，,；;。）)〕\s]|\Z|要|应))*(?:{OFFICE})?|人民政府)"
    rf"(?:[（(〔](?!含|包括|下同|以下)[^（）()〔〕\n]{{1,20}}[）)〕])?{EDGE}"
)
NOTE = re.compile(r"[（(〔〈](?:含|包括|下同|以下|筹|见|注)")  # 各区人民政府〈含开发区…，下同〉
BLANKET = re.compile(r"(?:以下|上述|本方案|下同|不再|其余均)")  # 以下均需各地级以上市人民政府配合
OPENING = re.compile(r"(?:分别由|共同由|由|以及|及|和|与|请|或)(?=[一-龥])")
CUT = re.compile(  # where a name ends and its role begins
    r"(?:要|应|需)?(?:分别|共同|联合|具体|统一|协同)?"
    r"(?:按照?(?:各自)?(?:职[责能]|分工)|依职责|牵头|负责|配合|参与|参加|协助|支持(?!中心)|属地责任|落实|承担"
    r"|为主|主责|组织实施)"
)
JOINT = re.compile(r"会同|商(?=[省市区县自财国])")
ETC = re.compile(
    r"等(?P<group>(?:[市省区县州]|自治区|国务院)?[直级属]?(?:各|其他)?(?:有关|相关)?(?:职能)?"
    r"(?:部门和单位|部门单位|部门|单位|企业|机构)?)\Z"
)
COLLECTIVE = re.compile(r"(?:部门|单位|机构|政府|管委会|主管部门)\Z")
LEVELLED = re.compile(r"(?:[市省区县州]|自治区|国务院)")
STRANGE = re.compile(r"[0-9０-９的：:《》]|完成|推进|开展|^[见无略按]|时限|期限|长期|持续")


@dataclass(frozen=True, slots=True)
class NameList:
    """Spans of the names of a list, and how many of its pieces are no names."""

    names: tuple[tuple[int, int], ...]
    strangers: int


def is_formed(name: str) -> bool:
    """Whether a text has the form of a body's name."""
    return (
        2 <= len(name) <= LONGEST_NAME
        and FORMED.fullmatch(name) is not None
        and not ORDINARY.search(name)
        and not STRANGE.search(name)
    )


def is_sure(name: str) -> bool:
    """Whether a name can be nothing but an agency: a level or a place in front, an office's word at the end."""
    return is_formed(name) and any(
        form.fullmatch(name) for form in (SURE, PLACED, NATIONAL, LOCAL_NAME)
    )


def read_names(text: str, start: int, end: int) -> NameList:
    """The names of a list between `start` and `end`, role words and 等 left out."""
    names: list[tuple[int, int]] = []
    strangers = 0
    pending = -1
    covered = start
    for first, last in _pieces(text, start, end):
        if first < covered:
            continue
        if BLANKET.match(text, first):
            break
        if local := _local(text, first, end):
            names.append((first, local))
            covered, pending = local, -1
            continue
        found, rest = _piece_names(text, first, last, pending)
        names.extend(found)
        strangers += not found and not rest
        pending = -1 if found else (first if pending < 0 else pending)
        covered = last
    return NameList(tuple(names), strangers)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs between separators that stand in no bracket; blanks part complete names only."""
    first = start
    for at, character in depth_zero(text, start, end):
        blank = character in BLANKS and is_formed(text[first:at].strip(BLANKS))
        if character in SEPARATORS or blank:
            yield from _trimmed(text, first, at)
            first = at + 1
    yield from _trimmed(text, first, end)


def _trimmed(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < last and text[first] in BLANKS + "：:":
        first += 1
    while first < last and text[last - 1] in BLANKS:
        last -= 1
    if opening := OPENING.match(text, first, last):
        first = opening.end()
    if first < last:
        yield first, last


def _local(text: str, first: int, end: int) -> int:
    match = LOCAL_NAME.match(text, first, end)
    return match.end() if match else 0


def _piece_names(text: str, first: int, last: int, pending: int) -> tuple[list[tuple[int, int]], bool]:
    """The names of one piece; `True` beside an empty list says that a role word stood here alone."""
    cut = _cut(text, first, last)
    if cut == first:
        return [], True
    if joint := JOINT.search(text, first + 2, cut):
        left, _ = _piece_names(text, first, joint.start(), pending)
        right, _ = _piece_names(text, joint.end(), cut, -1)
        return [*left, *right], False
    return _whole(text, first, cut, pending), False


def _cut(text: str, first: int, last: int) -> int:
    """Where the role words or a note in brackets (含…，下同) begin."""
    last = min(last, first + LONGEST_NAME * 2)
    note = NOTE.search(text, first, last)
    if note:
        last = note.start()
    depths = dict(depth_zero(text, first, last))
    for match in CUT.finditer(text, first, last):
        if match.start() in depths:
            return match.start()
    return last


def _whole(text: str, first: int, last: int, pending: int) -> list[tuple[int, int]]:
    """A name, a name with 等市相关部门 behind it, two names joined by 和, or sectors that share one 部门."""
    if etc := ETC.search(text, first, last):
        if is_formed(text[first : etc.start()]):
            group = (etc.start("group"), last)
            tail = [group] if LEVELLED.match(etc["group"]) else []
            return [*_split(text, first, etc.start()), *tail]
        collective = COLLECTIVE.search(text, first, last) is not None
        return [(first if pending < 0 else pending, last)] if collective and last - first > 4 else []
    if pending >= 0 and COLLECTIVE.search(text, first, last) and not is_sure(text[first:last]):
        return [(pending, last)]
    return _split(text, first, last) if is_formed(text[first:last]) else []


def _split(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Two names where 和, 及 or 与 joins two formed ones; else the one name."""
    for joint in re.finditer(r"以及|和|及|与", text[first:last]):
        left, right = text[first : first + joint.start()], text[first + joint.end() : last]
        if is_formed(left) and (is_sure(right) or (is_sure(left) and is_formed(right))):
            return [(first, first + joint.start()), *_split(text, first + joint.end(), last)]
    return [(first, last)]

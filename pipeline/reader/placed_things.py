"""What a clause puts at a place: 支持海门筹划建立低空经济产业研究院 → 低空经济产业研究院.

In: a reading and where the list of places ended. Out: the range of the thing's words: what follows the verb
(建设, 打造, 开通…), or what stands before it (无人机试飞基地规划建设).
"""

from __future__ import annotations

import re

VERBS = (
    "建设|建立|建成|打造|创建|争创|开通|开设|开辟|布局|培育|发展(?!和?改革)|构建|组建|设立|形成|壮大|做强|做大|做优|开发|创办|成立|新建|扩建|"
    "筹建|共建|改建|推广|承接|引进|引育|集聚|聚集|建好|探索建立|设置|布设|部署|规划|划设|落地|实施|申报|申建"
)
PLACED = "开展|推动|应用|举办|承办|推行|试点|推进|加强|提升|提供|强化|支持|探索|拓展"  # enough behind 在… and 依托…
TRIAL = r"开展(?=[^，,。；;]{2,24}?(?:试点|示范|建设))"  # 开展城市空中交通试点
BUILD = re.compile(rf"(?:{TRIAL}|{VERBS})(?:(?:和|及|与|、|并)?(?:{VERBS})){{0,4}}")
ANY_VERB = re.compile(rf"(?:{VERBS}|{PLACED})(?:(?:和|及|与|、|并)?(?:{VERBS}|{PLACED}|引导)){{0,4}}")
CLAUSE_STOP = re.compile(r"[，,。；;！？\n（(〔【：:）)]")
# …规划建设工作: the thing stands before the verb
TAIL_WORK = re.compile(r"(?:研究|设计|规划|建设|前期|及|和|与|、){0,6}(?:工作|任务|等)?\Z")
ADVERBS = re.compile(  # what may stand between a place and its verb: 因地制宜打造, 向低空经济领域拓展延伸
    r"(?:因地制宜|加快|积极|率先|重点|大力|全力|着力|进一步|分别|共同|联合|协同|优先|主要|探索|稳步|有序|先行|高标准|高水平|高质量|"
    r"高起点|统筹|深入|持续|逐步|筹划|谋划|规划|申报|争取|力争|努力|依托|立足|发挥|结合|围绕|基于|利用|在|向|与|以|对标|聚焦|创新|"
    r"推动|推进|支持|引导|鼓励|要|将|应|，|内|范围内|区域内|等)"
)
LEADING = re.compile(  # 一批, 3个, 若干: how many, not what
    r"(?:一批|一个|一系列|若干(?:个)?|更多|多个|[0-9０-９一二两三四五六七八九十—\-至]{1,7}(?:个|家|条|座|处|项|类|批|大|只))(?:以上)?"
)
TRAILING = re.compile(  # words after the thing that say what is done with it
    r"(?:规划研究及|规划|研究|前期)?(?:建设|发展|落地|工作|运营|应用推广|布局|等消费|等业务|等领域|等产业|等业态|等项目|等)\Z"
)
WORK = re.compile(r"(?:前期工作|规划工作|建设工作|试点|示范|应用)\Z")  # …通用机场前期工作
MANNER = re.compile(r"(?:等)?(?:融合|集聚|协同|联动|高质量|创新|特色|快速|健康|加快|一体化|规模化|差异化)\Z")
NO_THING = re.compile(  # words that are no thing at a place: 引领支撑 is a part that a place plays
    r"、|.{0,40}(?:领导小组|办公室|专班|主任|机制|体制)|.{0,1}\Z|(?:重点|优势|优质|龙头|骨干|各类|本地|有关|相关|中小|科技|一流){0,3}"
    r"(?:企业|高校|院校|机构|主体|部门|群众|居民|人才|各方)\Z"
)
PART = re.compile(  # 引领支撑, 产业格局: the cluster is meant, not a thing of its own
    r"(?:引领|支撑|带动|辐射|示范|龙头|骨干|主导|核心){1,3}(?:作用|功能|能力|优势)?"
    r"|(?:产业|发展|空间|新|协同|一体化){0,3}(?:格局|布局|体系|产业)"
)


def find_thing(reading: str, at: int, end: int, *, any_verb: bool = False) -> tuple[int, int] | None:
    """The thing that stands behind the places ending at `at`, in their clause or one that goes on from it."""
    verbs = ANY_VERB if any_verb else BUILD
    clauses = _clauses(reading, at, end)
    if clauses and clauses[0][0] == at and not _may_go_on(reading, *clauses[0], verbs):
        clauses = clauses[:1]
    for number, (start, stop) in enumerate(clauses):
        if number and not _goes_on(reading, start, stop, verbs):
            continue
        thing = _after_verb(reading, start, stop, verbs) if number else _in_first(reading, start, stop, verbs)
        if thing:
            return thing
    return None


def trim(reading: str, start: int, end: int) -> tuple[int, int]:
    """The range without how many, whose and what for: 一批核心竞争能力强的低空制造龙头企业 → 低空制造龙头企业."""
    while match := LEADING.match(reading, start, end):
        start = match.end()
    while (match := TRAILING.search(reading[start:end]) or MANNER.search(reading[start:end])) and match.start() > 1:
        end = start + match.start()
    possessive = reading.rfind("的", start, end)
    if possessive >= 0 and end - possessive > 2:
        start = possessive + 1
    return start, end


def _clauses(reading: str, at: int, end: int) -> list[tuple[int, int]]:
    """The clause from `at` on and up to three that follow it in the sentence."""
    clauses: list[tuple[int, int]] = []
    while at < end and len(clauses) < 4:
        stop = CLAUSE_STOP.search(reading, at, end)
        close = stop.start() if stop else end
        if close > at:
            clauses.append((at, close))
        if stop and stop.group() not in "，,":
            break
        at = close + 1
    return clauses


def _may_go_on(reading: str, start: int, stop: int, verbs: re.Pattern[str]) -> bool:
    """Whether a clause that names no thing leaves it to the next: not where it ends in …建设 or a noun."""
    verb = verbs.match(reading, start, stop)
    if verb and TAIL_WORK.match(reading, verb.end(), stop):
        return False
    return ADVERBS.match(reading, start, stop) is not None


def _in_first(reading: str, start: int, stop: int, verbs: re.Pattern[str]) -> tuple[int, int] | None:
    for match in verbs.finditer(reading, start, stop):
        before = reading[start : match.start()]
        if TAIL_WORK.match(reading, match.end(), stop):
            return trim(reading, start, match.start()) if len(before) > 2 else None
        if not before or ADVERBS.match(before):
            return _worded(reading, match.end(), stop)
        return None
    if (work := WORK.search(reading[start:stop])) and work.start() > 1:
        return trim(reading, start, start + work.start())
    return None


def _after_verb(reading: str, start: int, stop: int, verbs: re.Pattern[str]) -> tuple[int, int] | None:
    match = verbs.search(reading, start, stop)
    return _worded(reading, match.end(), stop) if match else None


def _goes_on(reading: str, start: int, stop: int, verbs: re.Pattern[str]) -> bool:
    """Whether a later clause begins with a verb (打造…) or with adverbs and a verb (全力打造…)."""
    at = start
    while match := ADVERBS.match(reading, at, min(stop, start + 8)):
        at = match.end()
    return verbs.match(reading, at, stop) is not None


def _worded(reading: str, start: int, stop: int) -> tuple[int, int] | None:
    start, stop = trim(reading, start, stop)
    return (start, stop) if stop > start and not NO_THING.match(reading, start, stop) else None


def is_part(words: str) -> bool:
    """Whether the words say what part a place plays (引领支撑), not what is put there."""
    return PART.fullmatch(words) is not None

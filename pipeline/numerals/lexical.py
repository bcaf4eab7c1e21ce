"""Words that contain a Chinese numeral and count nothing: 进一步, 统一, 一批, 第三方.

Only words that would otherwise look like a number before a measure word need to be here;
a numeral before anything else (万物, 四川, 百姓) is never taken for a number.
"""

from __future__ import annotations

import re

WORD_LINES: tuple[str, ...] = (
    # 一 as an adverb or degree: 进一步, 一定, 一系列
    "进一步 下一步 更进一步 一步到位 一批 一大批 一次性 上一条 下一条 上一篇 下一篇 上一个 下一个 一层 一大 逐一",
    "两位数 新一轮 一轮又一轮 每一个 一对一 一对",
    # 一 as part of a word that means same, sole or whole
    "统一 唯一 单一 同一 专一 归一 划一 合一 之一 其一 任一 不一 如一",
    # set phrases of public administration
    "一件事 一张图 一张网 一张表 一张清单 一张蓝图 一条龙 一条心 一条线 一家亲 一个口子 一次办 一次办成 一次办结",
    "最多跑一次 只跑一次 跑一次 零次跑 一件事一次办 一类事 一枚印章 一支笔 一门式 一个窗口",
    # grades, stages and dimensions: ordinals without 第
    "、三级 三级医院 一类 三类医疗 一次能源 三次产业 三类人员",
    # places in a row that are names or manners of speaking
    "第三方 第一方阵 第一梯队 第一阵营 第一时间 第一书记 第一责任人 第一动力 第一资源 第一生产力 第一要务",
    "第一产业 第二产业 第三产业 第一线 第二课堂 第一课 第一现场 第一曲线 第二曲线 第一要素 第一标准 第一战略",
    "第四方物流 第三方物流 第一桶金 第一财经",
    # hundreds, thousands and myriads that mean many
    "百家争鸣 千家万户 万家灯火 成千上万 百年 千年 万年 千千万万 千人计划 万人计划 数以亿计",
    # denominators inside an indicator's name: 每万人口, 万元GDP能耗
    "每万 每千 每百 每十万 每百万 每亿 万元GDP 万元地区 万元工业 万元国内 万元产值 万元增加值 亿元GDP 亿元地区",
    "单位：万元 单位：亿元 单位:万元 单位:亿元",
    # zero as part of a word
    "零件 零门槛 零次 零元购",
    # formulas of the party and the state, counted by nobody
    "两个维护 两个确立 四个意识 四个自信 四个全面 两个毫不动摇 三个代表 三个务必 两个结合 六个必须坚持 两个大局",
    "两个先行 四个面向 三个区分开来 两个健康 两个一百年 两个文明 三个圈层",
    # names and things
    "两头在外",
)
WORDS: tuple[str, ...] = tuple(word for line in WORD_LINES for word in line.split())
# a set phrase of the pattern 一X一Y: 一链一策, 一园一区, 一区一廊
ONE_BY_ONE = re.compile("一[\u4e00-\u9fff]一[\u4e00-\u9fff]|[两三四五六七八九十]位一体")

NUMERAL = frozenset("零〇一二两三四五六七八九十百千万亿第")


def find_word_end(text: str, at: int) -> int | None:
    """End of the lexical word whose numeral stands at `at`, or None when the numeral may be a number."""
    end = 0
    begun, ended = _BEGUN.get(text[at : at + 2], ()), _ENDED.get(text[max(at - 1, 0) : at + 1], ())
    for word, before in (*begun, *ended):
        if before <= at and text.startswith(word, at - before):
            end = max(end, at - before + len(word))
    phrase = ONE_BY_ONE.match(text, at)
    return max(end, phrase.end() if phrase else 0) or None


def _places(*, last: bool) -> dict[str, tuple[tuple[str, int], ...]]:
    """The words by two of their characters, with how many characters stand before the numeral in them.

    The two are the numeral and what follows it; for the `last` character of a word, what precedes it and the numeral.
    """
    places: dict[str, list[tuple[str, int]]] = {}
    for word in WORDS:
        for before, character in enumerate(word):
            if character in NUMERAL and (before == len(word) - 1) == last:
                two = word[-2:] if last else word[before : before + 2]
                places.setdefault(two, []).append((word, before))
    return {two: tuple(words) for two, words in places.items()}


_BEGUN, _ENDED = _places(last=False), _places(last=True)

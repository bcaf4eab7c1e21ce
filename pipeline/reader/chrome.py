"""Site chrome around a plan: the lines of a saved page that are not the document's own words.

In: a captured text. Out: spans with the reason that `outside:` in document.yaml would give. Chrome is looked for only
before the first and after the last line of prose, and only lines of a known form are sure; a run of short lines is a
menu where such a line stands in the same stretch. A text without line breaks has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.text import Span

LONGEST_CHROME_LINE = 420  # characters; nothing longer is looked at
LONGEST_MENU_LINE = 12  # characters of a menu's entry: 网站支持IPV6
SHORTEST_MENU = 5  # lines
LABELS = (
    "索引号|信息分类|主题分类|组配分类|分类|体裁|发布机构|发文机关|发文单位|制发机关|发文字号|文[ \u3000]{0,6}号"
    "|成文日期|生成日期|发文日期|发布日期|发布时间|公开日期|有效性|效力状态|时效性|有效期|信息名称|名[ \u3000]{0,6}称"
    "|标[ \u3000]{0,6}题|主题词|关键词|来源|信息来源|作者|责任编辑|浏览次数|浏览量|点击数|点击率|阅读次数|阅读量"
    "|访问量|累计次数|公开方式|公开范围|公开属性"
)
FORMS = (  # the first that a line fits is its reason
    ("document-header", re.compile(rf"(?:{LABELS})[ \u3000]{{0,4}}[:：].{{0,200}}")),  # 索引号：014207264/2024-13735
    ("source-link", re.compile(r"(?:原文链接|来源链接|本文链接|链接)[:：].{0,300}|https?://[!-~]{1,300}")),
    (
        "disclaimer",
        re.compile(r"(?:免责声明|版权声明|版权所有|著作权声明)[:：]?.{0,400}|.{0,60}(?:ICP备|公网安备|网站标识码).{0,80}"),
    ),
    (
        "download-box",
        re.compile(
            r".{0,80}\.(?:pdf|docx?|wps|ofd|xlsx?|zip)(?:[ （(].{0,40})?|附件下载.{0,80}|.{0,120}由会员分享.{0,200}"
            r"|(?:图解|解读|文字解读|视频解读|政策解读|相关解读|相关附件|相关文件|相关链接)[:：].{0,60}"
        ),
    ),
    (
        "promotion",
        re.compile(r"扫(?:一扫|描?二维码).{0,40}|.{0,20}微信公众号.{0,20}|关注我们.{0,20}|分享(?:到|至)?[:：]?.{0,30}"),
    ),
    (
        "contact",
        re.compile(r"(?:客服|联系我们|联系方式|联系电话|关于我们|(?:主办|承办|协办)单位|技术支持)(?:[:：].{0,100})?"),
    ),
    (
        "navigation",
        re.compile(
            r"(?:网站)?首页(?:[ \u3000]{0,4}[>＞›»/|｜].{0,120})?|Home|EN|TOP.{0,60}|登[ \u3000]?录|注[ \u3000]?册"
            r"|无障碍.{0,6}|长者.{0,4}|(?:繁体|简体|英文|手机|移动)版?|导航菜单|网站导航|网站地图|返回顶部|站内搜索"
            r"|热门搜索.{0,60}|搜索热词.{0,60}|您?(?:现在|当前)?(?:的|所在)?位置[:：].{0,120}|字[体号](?:大小)?[:：].{0,30}"
            r"|[【\[]?(?:打印|关闭|收藏|返回|我要打印)(?:本页|窗口|页面)?[】\]]?(?:[ 【].{0,60})?"
            r"|[上下]一[篇条][:：]?.{0,120}|网站支持IPV6|第一页|末页|阅读全文"
        ),
    ),
)
BARE_LABEL = re.compile(rf"(?:{LABELS})[ \u3000]{{0,4}}[:：]")  # 索引号：, its value on the next line
PROSE = re.compile("[。；]")
SALUTATION = re.compile("[^：:]{2,80}[：:]")  # 各县（市、区）人民政府，市各直属单位：
LONG_CLAUSE = re.compile(".{30,90}[，,].{10}")
OWN_SHORT = re.compile(  # short lines that are the plan's: numbers, dates, signatures, headings, titles, brackets
    r"[〔\[（(【][0-9]{4}[〕\]）)】]|[0-9]{4}年|[一二三四五六七八九十0-9第（(]|附[件表录]|前言|引言|目[ \u3000]{0,6}录"
    r"|.{0,12}?(?:(?:政府|办公[室厅]|委员会|[局厅部院委])\Z|方案|计划|规划|意见|措施|通知|办法|纲要|条例|决定|\t)"
)
BLANK = " \t\r\u3000\u00a0"


@dataclass(frozen=True)
class Chrome:
    """A run of whole lines, without the line break after the last."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    words: str
    reason: str


def find_chrome(text: str) -> tuple[Chrome, ...]:
    """The runs of chrome lines before and after a plan, in order; neighbours of one reason are one run."""
    lines = _lines(text)
    prose = [position for position, line in enumerate(lines) if not line.reason and _is_prose(line.words)]
    if len(lines) < 2 or not prose:
        return ()
    head, tail = lines[: prose[0]], lines[prose[-1] + 1 :]
    return tuple(_runs([*_with_menus(head), None, *_with_menus(tail)]))


def _lines(text: str) -> list[_Line]:
    """The lines with words; what stands directly below a label (文号：) is its value."""
    lines: list[_Line] = []
    start, above = 0, ""
    for raw in text.split("\n"):
        words = raw.strip(BLANK)
        if words:
            first = start + raw.index(words[0])
            lines.append(_Line(Span(first, first + len(words)), words, _reason(words, above)))
        start, above = start + len(raw) + 1, words
    return lines


def _reason(words: str, above: str) -> str:
    if len(words) > LONGEST_CHROME_LINE:
        return ""
    if BARE_LABEL.fullmatch(above) and not _is_prose(words):
        return "document-header"
    return next((reason for reason, form in FORMS if form.fullmatch(words)), "")


def _is_prose(words: str) -> bool:
    if len(words) > LONGEST_CHROME_LINE or PROSE.search(words) or LONG_CLAUSE.match(words):
        return True
    return bool(SALUTATION.fullmatch(words)) and not BARE_LABEL.fullmatch(words)


def _with_menus(lines: list[_Line]) -> list[_Line | None]:
    """The chrome of one stretch, None where the plan's own lines stand between."""
    if not any(line.reason for line in lines):
        return []
    found: list[_Line | None] = []
    for run in _short_runs(lines):
        known = any(line.reason for line in run)
        menu = len(run) >= SHORTEST_MENU or (known and all(len(line.words) == 1 or line.reason for line in run))
        for line in run:
            if line.reason:
                found.append(line)
            elif menu:
                found.append(_Line(line.span, line.words, "navigation"))
            else:
                found.append(None)
    return found


def _short_runs(lines: list[_Line]) -> list[list[_Line]]:
    """Lines grouped so that a run holds only chrome and short lines, or one line of the plan's own."""
    runs: list[list[_Line]] = []
    in_run = False
    for line in lines:
        short = bool(line.reason) or (len(line.words) <= LONGEST_MENU_LINE and not OWN_SHORT.match(line.words))
        if short and in_run:
            runs[-1].append(line)
        else:
            runs.append([line])
        in_run = short
    return runs


def _runs(lines: list[_Line | None]) -> list[Chrome]:
    runs: list[Chrome] = []
    previous: _Line | None = None
    for line in lines:
        if line is not None:
            if previous is not None and previous.reason == line.reason:
                runs[-1] = Chrome(Span(runs[-1].span.start, line.span.end), line.reason)
            else:
                runs.append(Chrome(line.span, line.reason))
        previous = line
    return runs

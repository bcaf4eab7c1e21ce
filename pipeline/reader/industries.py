"""Names of industries as plans write them: 半导体及集成电路, 低空经济与空天, 下一代移动通信(6G).

In: words of a heading or a list. Out: the name without the words around it (做强…产业集群), and the kind of industry
that words such as 未来产业 or 支柱产业 state.
"""

from __future__ import annotations

import re

from pipeline.reader.area_names import HAN

KINDS = (  # 战新产业 is short for 战略性新兴产业
    ("future", re.compile(r"未来产业|未来赛道")),
    ("emerging", re.compile(r"新兴产业|战略性新兴|战新|新兴")),
    ("pillar", re.compile(r"支柱|主导产业|首位产业|优势产业|传统产业")),
)
NAME = re.compile(rf"[{HAN}A-Za-z0-9+“”·/\-]{{1,18}}(?:[（(][{HAN}A-Za-z0-9、+\-]{{1,14}}[）)])?[{HAN}]{{0,4}}")
AFTER_NAME = re.compile(  # 做强…产业集群, …产业链; what is left in front is the name
    r"(?:战略性)?(?:新兴|支柱)?(?:产业(?:创新)?集群|产业链|产业群|产业带|集群|产业)\Z"
)
GENERIC = re.compile(
    r"(?:战略性?|新兴|未来|传统|支柱|主导|优势|特色|重点|先进|现代|现代化|高新技术|高新|高端|高技术|科技|创新|数字化|绿色化|制造业?|"
    r"国家级?|省级?|市级?|县域|全市|全省|本市|我市|千亿级?|百亿级?|万亿级?|五百亿级?|世界级|一批|各|产业|集群|行业|领域|区域|细分|关键|"
    r"其他|相关|一流|标志性|[一二三四五六七八九十两0-9]{1,3}(?:大|个|类|条)|若干|更多|上述|大|个|类|的|和|与|及|等|首位|骨干|基础|成长型?|潜力|富民|实体经济|工业|服务业){1,8}"
)
NOT_NAMES = re.compile(  # words of a task, not of an industry
    r"企业|项目|机制|政策|人才|资金|能力|水平|统筹|布局|资源|配置|要素|质效|主体|载体|园区|招商|链长|门类|空间|保障|体系|"
    r"组织|领导|目标|任务|措施|要求|思路|原则|基金|亿元|发展|推动|推进|加快|培育|提升|强化|促进|建设|打造|实施|实现|支持|围绕|聚焦|"
    r"高质量|转型|升级|改造|赋能|行动|计划|方案|招引|攻关|品牌|标准|区域|城市|政府|的|为|各|等|五大|七大|以上|协同|融合|联动|新增"
)
BEFORE_NAME = re.compile(  # 培育国内领先的…, 建设世界级…, 加快发展壮大…
    r"(?:(?:加快|大力|积极|重点|着力|全力|聚力|优先|前瞻|超前|稳步|持续|进一步|推进|推动|促进|发展|培育|壮大|做大|做强|做优|做精|做深|"
    r"打造|建设|构建|创建|巩固|提升|优化|突破|布局|谋划|抢占|抢抓|完善|形成|引育|支持|围绕|聚焦|针对|瞄准|扶持|强化|加速|改造|拓展|"
    r"实施|开展|集聚|统筹|以|对|将|在|由|按|包括|包含|涵盖|涉及|其中|即|为|是|如|"
    r"以及|及|世界级|世界一流|全球领先|全球知名|全球|国内领先|国内一流|国内知名|国际一流|国际领先|全国重要|全国|国家级|国家|区域性|一流|具有[^，。；、]{1,20}?|"
    r"结合[^，。；、]{1,16}?|的|和|、|、|省|市级)(?:的)?){0,12}"
)


def name_of(words: str) -> str:
    """The industry named in a heading or a list's member; empty where it is none for sure."""
    name = words.strip(" \u3000")
    name = AFTER_NAME.sub("", name)
    if not NAME.fullmatch(name) or len(name) < 2 or GENERIC.fullmatch(name) or NOT_NAMES.search(name):
        return ""
    return name


def without_verbs(words: str) -> str:
    """做强新能源智能网联汽车产业集群 → 新能源智能网联汽车产业集群."""
    match = BEFORE_NAME.match(words)
    return words[match.end() :] if match else words


def kind_of(words: str) -> str:
    """emerging, future or pillar where the words say one of them, else nothing."""
    kinds = [kind for kind, pattern in KINDS if pattern.search(words)]
    return kinds[0] if len(kinds) == 1 else ""


def folded(name: str) -> str:
    """The name for comparing: without 产业 and 集群."""
    return re.sub(r"产业|集群", "", name)

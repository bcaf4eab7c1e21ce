"""Chinese and English on the command line: which one a person wants, and the help of every command in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.problems import Language

LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")  # as in POSIX, the first that is set decides


def read_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language of `--lang`, else of the locale; English unless that is Chinese."""
    for position, argument in enumerate(arguments):
        option, _, value = argument.partition("=")
        if option == "--lang":
            return "zh" if (value or "".join(arguments[position + 1 : position + 2])) == "zh" else "en"
    locale = next((environment[name] for name in LANGUAGE_VARIABLES if environment.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def translated(command: Any, language: Language) -> Any:
    """The command with its help in the given language; the English texts above are the keys."""
    if language == "en":
        return command
    for part in (command, *getattr(command, "commands", {}).values()):
        part.help = CHINESE_COMMANDS[part.name or "plans"]
        part.short_help = None
        for parameter in part.params:
            if getattr(parameter, "help", None):
                parameter.help = CHINESE_OPTIONS[parameter.name]
    return command


CHINESE_OPTIONS = {
    "root": "含 seeds/ 与 schemas/ 的文件夹；默认是离你最近的上级。",
    "lang": "帮助与信息的语言；默认随系统语言。",
    "debug": "程序自身出错时显示详细调用过程。",
    "format": "问题的写法：text 给人看，json 给程序，github 标在合并请求的行上。",
    "no_site": "做完数据包就停。",
    "address": "网站将发布的地址，https://…/",
    "repository": "读者报告问题的代码仓库地址，https://…",
    "port": "本机端口。",
    "workers": "分担文件的进程数。",
    "scheduler": "Dask 调度器的地址，tcp://…",
    "no_cache": "未改动的文件也重新检查。",
    "file": "txt、html、docx 或 pdf 文件；read 也可用规划的标识。",
    "id": "规划的标识，如 dongguan-2024。",
    "kind": "plan 为规划，report 为关于规划的报道。",
    "area": "规划所属地区的标识，见 areas.yaml。",
    "out": "结果写入的文件。",
    "encoding": "文件的编码；文件自身没有写明时使用。",
    "releases": "文件夹，内有已发布各版的 plans.zip，名为 v<版本>.zip。",
    "path": "一次发布或其中一个数据包的文件夹或 .zip。",
    "old": "数据的文件夹或 .zip、项目文件夹、git:版本、release（最近一次发布）或 release:0.1.0。",
    "new": "写法同上；默认是 dist/ 中的数据。",
    "seeds": "以其中的发布记录为准的 seeds 文件夹；默认是离你最近的一个。",
    "samples": "每张表每类最多显示的行数；0 为全部。",
    "declared": "所声明的版本；默认是 NEW 的版本。",
    "date": "发布日期，如 2026-11-22；默认今天。",
    "previous": "上一版在哪里：文件夹、.zip 或 git:版本。",
}
CHINESE_COMMANDS = {
    "plans": """地方产业规划，作为经过检查的开放数据。

    \b
    plans check    改完以后：哪里有错，错在什么
    plans build    全部生成到 dist/：数据包与网站
    plans serve    在本机查看网站
    plans add      新增规划：存入原文，并起草记录供复核
    plans draft    补上读取程序在规划中读到而记录没有的内容
    plans read     看读取程序在任意文本中读到什么
    plans verify   下载的副本是否就是所发布的
    plans diff     两次发布的数据有何差别
    plans step     版本号是否说明了改动的大小
    plans release  把 dist/ 中的数据定为一次发布
    plans score    用一行说明全部数据的状况
    plans links    来源地址是否仍有应答
    """,
    "build": """检查一切并生成 dist/：数据包与网站。

    新的完成之前，旧的 dist/ 完好无损；有问题时保持原样。

    \b
    plans build              数据与网站
    plans build --no-site    只要数据，几秒钟
    """,
    "check": """找出所编辑文件中的全部问题；不写任何文件。

    一个问题一行：文件:行:列: 规则: 错在何处；应当怎样。有问题则退出码为 1。

    \b
    plans check                    给人看
    plans check --lang en          用英文
    plans check --format github    标在合并请求的行上
    plans check --format json      给程序
    """,
    "serve": """只在本机展示已生成的网站，按 Ctrl-C 结束。

    \b
    plans serve                http://127.0.0.1:8000/
    plans serve --port 9000    换一个端口
    """,
    "add": """新建一份规划的文件夹：存入原文，由读取程序起草记录，供你复核。

    文件读不了时什么也不写。读取程序无法知道的内容留空不写，plans check 会逐项要求补上。

    \b
    plans add plan.pdf --id dongguan-2024
    plans add page.html --id dongguan-2024 --area dongguan --encoding gb18030
    """,
    "draft": """重读一份规划，把没有记录的内容补在各列表末尾。

    文件中已有的内容一个字节也不动；补上的每一条都有说明出处的 note。

    \b
    plans draft dongguan-2024
    plans draft dongguan-2024 --lang en
    """,
    "verify": """离线重新核对下载的副本：每个文件、每张表、每条引文、每个数值。

    在项目文件夹内，或用 --seeds 指定时，还核对它是否确为所称的那次发布。

    \b
    plans verify plans.zip
    plans verify downloads/targets/
    """,
    "diff": """列出数据的差别：先是删除的，再是改动的，最后是新增的。

    git 版本用它自己的程序生成。

    \b
    plans diff release                     自最近一次发布以来
    plans diff git:main --format markdown --samples 3
    plans diff plans-old.zip plans-new.zip --format json
    """,
    "step": """检查所声明的版本是否与改动的大小相称，删除的标识是否都有说明。

    无论改动从何算起，版本总从最近一次发布算起。

    \b
    plans step                       dist/ 与最近一次发布相比
    plans step git:main              与一个分支相比
    plans step old.zip new.zip --declared 0.2.0
    """,
    "release": """把 dist/ 中的数据定为一次发布：写出 seeds/releases/<版本>/，由你提交。

    dist/ 与现有记录不符、版本过低、有标识被删而无说明、或该版本已以其他内容发布时，拒绝。

    \b
    plans build && plans release
    """,
    "read": """显示读取程序在一段文本中读到的内容：集群、目标、机构、地点、数字。

    不需要登记表，不写任何文件。位置按所采集文本的字符计。

    \b
    plans read plan.docx                 写成 JSON
    plans read page.html --format yaml
    plans read dongguan-2024             本库中的一份规划
    """,
    "score": """一行：文件、记录、未归类的数字、读取程序与记录的一致程度、人工取值。""",
    "links": """逐一询问来源地址是否仍有应答。只有这条命令使用网络。

    \b
    plans links                      一张表
    plans links --out answers.json   同时写成 JSON
    """,
}

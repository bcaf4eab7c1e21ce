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

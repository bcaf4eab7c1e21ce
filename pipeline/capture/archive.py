"""A docx archive's parts, bounded: members, unpacked size, compression ratio, XML depth, no DTD and no entities.

The standard library's zipfile and expat are enough and are kept well: expat calls back at the first `<!DOCTYPE`, so
that no entity is ever declared, read from outside or expanded. Nothing is written to disk. Known namespaces, the
transitional and the strict ones alike, become the prefixes that the standard (ISO/IEC 29500) itself uses: `w:t`.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree as ET

from .bounds import MIB, Limits, Refusal

PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
}
STORED_KINDS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """Members of a zip file in memory, read only within bounds."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _broken("压缩包", "the archive", error) from error
        self._sizes = _bounded_sizes(self._zip.infolist(), limits)

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._sizes))

    def tree(self, name: str) -> ET.Element:
        """The XML tree of one member."""
        return parse_xml(self._read(name), name, self._limits)

    def _read(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as member:
                return member.read(self._sizes[name] + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
            raise _broken(f"成员 {name[:80]}", f"member {name[:80]}", error) from error


class _Builder(ET.TreeBuilder):
    """Builds a tree with short names; stops at a DTD and below the deepest level."""

    def __init__(self, name: str, limits: Limits) -> None:
        super().__init__()
        self._name = name
        self._deepest = limits.xml_depth
        self._depth = 0
        self._short: dict[str, str] = {}

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise Refusal(
            "xml-entities",
            f"{self._name} 含有 DTD（实体声明），正常的 docx 没有；不予解析。请用办公软件重新另存为 docx。",
            f"{self._name} has a DTD, which no docx needs; it is not read. Save it as docx again in an office program.",
        )

    def start(self, tag: str, attrs: dict[str, str]) -> ET.Element:
        self._depth += 1
        if self._depth > self._deepest:
            raise Refusal(
                "xml-depth",
                f"{self._name} 的元素嵌套超过 {self._deepest} 层，不是正常的 docx；请重新另存。",
                f"{self._name} nests elements deeper than {self._deepest}: no normal docx; save it again.",
            )
        return super().start(self._named(tag), {self._named(key): value for key, value in attrs.items()})

    def end(self, tag: str) -> ET.Element:
        self._depth -= 1
        return super().end(self._named(tag))

    def _named(self, tag: str) -> str:
        short = self._short.get(tag)
        if short is None:
            namespace, _, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
            prefix = PREFIXES.get(namespace)
            short = f"{prefix}:{local}" if prefix else tag
            self._short[tag] = short
        return short


def parse_xml(content: bytes, name: str, limits: Limits) -> ET.Element:
    """The tree of one XML part; raises `Refusal` for a DTD, too deep nesting and broken XML."""
    parser = ET.XMLParser(target=_Builder(name, limits))  # noqa: S314  # the builder stops at a DTD
    try:
        parser.feed(content)
        root: ET.Element = parser.close()
    except ET.ParseError as error:
        line, column = error.position
        raise _broken(f"{name} 第 {line} 行第 {column + 1} 列", f"{name}:{line}:{column + 1}", error) from error
    except (ValueError, LookupError) as error:
        raise _broken(name, name, error) from error
    return root


def _bounded_sizes(members: list[zipfile.ZipInfo], limits: Limits) -> dict[str, int]:
    """Unpacked size of each member, after all bounds were checked."""
    if len(members) > limits.members:
        raise _too_much(f"{len(members)} 个成员", f"{len(members)} members", f"{limits.members}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked_bytes:
        most = f"{limits.unpacked_bytes // MIB} MiB"
        raise _too_much(f"解压后 {unpacked} 字节", f"{unpacked} bytes unpacked", most)
    for member in members:
        _check_member(member, limits)
    sizes = {member.filename: member.file_size for member in members}
    if len(sizes) < len(members):
        raise _too_much("重名成员", "two members of one name", "1")
    return sizes


def _check_member(member: zipfile.ZipInfo, limits: Limits) -> None:
    shown = member.filename[:80]
    if member.flag_bits & 0x1:
        raise Refusal(
            "file-encrypted",
            f"成员 {shown} 已加密；请去掉密码后另存。",
            f"member {shown} is encrypted; save the file without a password.",
        )
    if member.compress_type not in STORED_KINDS:
        raise _broken(f"成员 {shown}", f"member {shown}", ValueError("only stored and deflated members are read"))
    if member.file_size > MIB and member.file_size > limits.ratio * max(member.compress_size, 1):
        times = member.file_size // max(member.compress_size, 1)
        raise _too_much(f"成员 {shown} 压缩比 {times}", f"member {shown} packed {times} to 1", f"{limits.ratio}")


def _too_much(zh: str, en: str, most: str) -> Refusal:
    return Refusal(
        "archive-bounds",
        f"{zh}，上限 {most}；疑似压缩炸弹，未解压。请用办公软件重新另存为 docx。",
        f"{en}, the bound is {most}; it may be a zip bomb and was not unpacked. Save it as docx again.",
    )


def _broken(zh: str, en: str, error: Exception) -> Refusal:
    reason = str(error)[:200]
    return Refusal(
        "docx-whole",
        f"{zh} 已损坏（{reason}）；请重新下载，或用办公软件打开后另存为 docx。",
        f"{en} is broken ({reason}); download it again, or open it in an office program and save it as docx.",
    )

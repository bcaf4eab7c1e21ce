"""The site generator on two pages: both editions in one folder, warnings as problems, the same bytes everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.generator import build_site

CHINESE = "site_name: 规划\nsite_url: https://example.org/\ntheme: {name: material, language: zh, font: false}\n"
ENGLISH = "INHERIT: ../mkdocs.yml\nsite_name: Plans\ntheme: {language: en}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CHINESE, encoding="utf-8")
    (tmp_path / "site" / "en.yml").write_text(ENGLISH, encoding="utf-8")
    for language, words in (("zh", "# 首页\n"), ("en", "# Home\n")):
        (tmp_path / "pages" / language).mkdir(parents=True)
        (tmp_path / "pages" / language / "index.md").write_text(words, encoding="utf-8")
    return tmp_path


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_chinese_stands_at_the_root_and_english_below_en(root: Path) -> None:
    assert build_site(root, root / "pages", root / "out", "https://plans.example/") == []
    assert "首页" in (root / "out" / "index.html").read_text(encoding="utf-8")
    assert "Home" in (root / "out" / "en" / "index.html").read_text(encoding="utf-8")
    assert not (root / "out-en").exists()


def test_a_link_to_nowhere_is_a_problem_of_its_edition(root: Path) -> None:
    (root / "pages" / "en" / "index.md").write_text("# Home\n\n[lost](lost.md)\n", encoding="utf-8")
    problems = build_site(root, root / "pages", root / "out", "https://plans.example/")
    assert [str(problem.location) for problem in problems] == ["site/en.yml:1:1"]
    assert "Doc file 'index.md' contains a link 'lost.md'" in problems[0].en


def test_a_configuration_that_cannot_be_read_is_told(root: Path) -> None:
    (root / "mkdocs.yml").write_text(CHINESE + "plugins: [no-such-plugin]\n", encoding="utf-8")
    problems = build_site(root, root / "pages", root / "out", "https://plans.example/")
    assert {str(problem.location) for problem in problems} == {"mkdocs.yml:1:1", "site/en.yml:1:1"}
    assert "no-such-plugin" in problems[0].en


def test_the_environment_changes_no_byte(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(root, root / "pages", root / "first", "https://plans.example/")
    for name, value in {"TZ": "Asia/Tokyo", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "7", "LANG": "C"}.items():
        monkeypatch.setenv(name, value)
    build_site(root, root / "pages", root / "second", "https://plans.example/")
    assert files_in(root / "first") == files_in(root / "second")

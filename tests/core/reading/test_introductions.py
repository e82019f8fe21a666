"""Each way of introducing a finding, in isolation."""

from __future__ import annotations

import pytest

from zhenggai.core.reading import Finding, read

HEAD = "关于巡察整改情况的通报\n二、反馈问题整改情况\n（一）党的建设方面\n"


def one(text: str) -> Finding:
    """The only finding of a document."""
    findings = [f for category in read(HEAD + text).categories for f in category.findings]
    assert len(findings) == 1, findings
    return findings[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1.针对“学习不深入”的问题，主要从两个方面抓好整改。①甲。②乙。", "学习不深入"),
        ("1.针对“学习不深入”问题，①甲。", "学习不深入"),
        ("1.针对反馈指出的“学习不深入”的问题，①甲。", "学习不深入"),
        ("1.针对巡察反馈“学习不深入”问题。\n①甲。", "学习不深入"),
        ("1.关于“学习不深入”问题的整改\n①甲。", "学习不深入"),
        ("1.关于“学习不深入”问题的整改情况。①甲。", "学习不深入"),
        ("1.关于“学习不深入”问题整改落实情况\n①甲。", "学习不深入"),
        ("1.关于“学习不深入”的问题。①甲。", "学习不深入"),
        ("1.“学习不深入”的问题。①甲。", "学习不深入"),
        ("1.关于学习不深入的问题\n①甲。", "学习不深入"),
        ("1.关于学习不深入问题。①甲。", "学习不深入"),
        ("1.关于个别同志“躺平”的问题。①甲。", "个别同志“躺平”"),
        ("1.关于“三重一大”制度执行不严的问题。①甲。", "“三重一大”制度执行不严"),
        ("1.学习不深入。\n整改情况：①甲。", "学习不深入"),
        ("1.学习不深入。整改落实情况：甲。", "学习不深入"),
        ("1.学习不深入\n整改措施：\n①甲。", "学习不深入"),
        ("1.学习不深入。\n【整改情况】①甲。", "学习不深入"),
        ("1.“第一议题”落实不严。\n整改情况：①甲。", "“第一议题”落实不严"),
        ("1.“学习不深入”。\n整改情况：①甲。", "学习不深入"),
        ("1.学习不深入。该问题已完成整改。", "学习不深入"),
        ("1.问题：学习不深入。\n整改措施：①甲。", "学习不深入"),
        ("1.反馈问题：学习不深入。整改情况：①甲。", "学习不深入"),
        ("1.针对“‘三会一课’流于形式，‘痕迹’管理”的问题，①甲。", "‘三会一课’流于形式，‘痕迹’管理"),
        ("1.针对“所谓“一把手”带头不够”的问题，①甲。", "所谓“一把手”带头不够"),
        ("1.针对“《〈条例〉办法》落实不力”的问题，①甲。", "《〈条例〉办法》落实不力"),
        ('1.针对"学习不深入"的问题,①甲。', "学习不深入"),
        ("1.针对「学习不深入」的问题，①甲。", "学习不深入"),
        ("1.针对”学习不深入”的问题，①甲。", "学习不深入"),
        ("１．针对“学习不深入”的问题，①甲。", "学习不深入"),
        ("1、针对“学习不深入”的问题，①甲。", "学习不深入"),
        ("（1）针对“学习不深入”的问题，①甲。", "学习不深入"),
        ("针对“学习不深入”的问题，①甲。", "学习不深入"),
        ("1.针对“学习不深入。2023年只学3次。”的问题，①甲。", "学习不深入。2023年只学3次。"),
        ("1.针对“学风不实”“作风不硬”的问题，①甲。", "“学风不实”“作风不硬”"),
        ("1.针对“5G基站3.5公里未验收”的问题，①甲。", "5G基站3.5公里未验收"),
    ],
)
def test_the_wording_is_exact(text: str, problem: str) -> None:
    assert one(text).problem == problem


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1.关于“甲”的问题。①乙。该问题已完成整改。", "completed"),
        ("1.关于“甲”的问题。①乙。\n已完成整改。", "completed"),
        ("1.关于“甲”的问题（已完成整改）\n①乙。", "completed"),
        ("1.甲不够（正在整改）\n整改情况：①乙。", "in_progress"),
        ("1.甲不够。\n整改措施：①乙。\n整改状态：已完成", "completed"),
        ("1.甲不够。\n整改措施：①乙。\n完成情况：长期坚持。", "long_term"),
        ("1.关于“甲”的问题。①乙。目前该问题仍在整改中。", "in_progress"),
        ("1.关于“甲”的问题。①乙。该问题已整改到位。", "completed"),
        ("1.关于“甲”的问题。①乙。此项问题已全部完成整改。", "completed"),
        ("1.关于“甲”的问题。①乙。该问题尚未整改。", "not_started"),
        ("1.关于“甲”的问题。①乙。该问题需长期坚持。", "long_term"),
        ("1.关于“甲”的问题。①乙。该问题持续整改。", "in_progress"),
        ("1.关于“甲”的问题。①乙现场已全部整改到位。", None),
        ("1.关于“甲”的问题。①乙，目前已完成招标。", None),
        ("1.关于“甲”的问题。①反馈6个问题，已完成整改5个。", None),
    ],
)
def test_only_a_claim_about_the_whole_is_a_status(text: str, status: str | None) -> None:
    found = one(text)
    assert found.status == status
    assert [measure.number for measure in found.measures] == [1]


@pytest.mark.parametrize(
    ("lead", "count"),
    [
        ("主要从三个方面抓好整改。", 3),
        ("主要从两个方面抓好整改。", 2),
        ("从3个方面抓整改。", 3),
        ("主要从十二个方面抓好整改。", 12),
        ("采取四项措施。", 4),
        ("重点抓好以下两方面工作：", None),
        ("认真抓好整改。", None),
    ],
)
def test_claimed_aspects(lead: str, count: int | None) -> None:
    found = one(f"1.针对“甲不够”的问题，{lead}①强化5个方面监管。")
    assert found.claimed_aspects in (count, 2 if "两方面" in lead else count)
    assert len(found.measures) == 1


def test_what_points_back_is_no_finding() -> None:
    text = (
        HEAD
        + "1.针对“甲”的问题，①乙。\n针对巡察反馈的问题，局党组逐条整改。\n针对该问题，再作部署。"
    )
    findings = read(text).categories[0].findings
    assert [finding.problem for finding in findings] == ["甲"]


def test_a_field_is_a_category_and_manifestations_lie_between() -> None:
    text = (
        "关于巡察整改情况的通报\n一、在“落实决策部署”方面\n1.关于“甲不够”问题的整改\n"
        "（1）关于“乙不够”的问题。①丙。②丁。\n（2）关于“戊不够”的问题。\n整改情况：一是己。二是庚。\n"
    )
    category = read(text).categories[0]
    assert (category.number, category.heading) == ("一", "在“落实决策部署”方面")
    found = category.findings[0]
    assert (found.problem, found.measures) == ("甲不够", [])
    assert [(m.number, m.text, len(m.measures)) for m in found.manifestations] == [
        (1, "乙不够", 2),
        (2, "戊不够", 2),
    ]


def test_introduced_heading_above_findings_is_a_category() -> None:
    text = "关于整改情况的通报\n一、关于“责任落实不力”的问题\n（一）关于“甲不够”的问题。①乙。\n（二）关于“丙不够”的问题。①丁。"
    category = read(text).categories[0]
    assert category.heading.startswith("关于“责任落实不力”")
    assert [finding.problem for finding in category.findings] == ["甲不够", "丙不够"]


def test_clues_and_recommendations_are_no_problems() -> None:
    text = (
        HEAD + "1.针对“甲不够”的问题，①乙。\n（二）关于巡察移交问题线索办理情况\n"
        "2.针对移交的问题线索和信访件，办结5件，其余正在办理。\n三、意见建议\n1.加强学习。\n2.压实责任。"
    )
    categories = read(text).categories
    assert [category.kind for category in categories] == ["problem", "clues", "recommendation"]
    clues = categories[1].findings[0]
    assert (clues.number, clues.kind, clues.problem, clues.measures) == (2, "clues", None, [])
    assert [f.kind for f in categories[2].findings] == ["recommendation", "recommendation"]

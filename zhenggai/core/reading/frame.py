"""The frame of a notice: news wrapping, title, issuer line, closing with contact, signature and date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from zhenggai.core.reading.closing import find_closing
from zhenggai.core.reading.dates import find_dates
from zhenggai.core.reading.source import Source

_DATE = (
    r"(?:(?:19|20)\d\d ?(?:年|[./-]) ?\d{1,2} ?(?:月|[./-]) ?\d{1,2}(?: ?日)?"
    r"|[二一][〇零][〇零一二三四五六七八九]{2} ?年 ?[一二三四五六七八九十]{1,3} ?月 ?[一二三四五六七八九十]{1,3} ?日)"
)
_ORG_END = r"委员会|[省市区县州旗盟纪]委|党[组委]|[党团]?工委|[总支]支部?|支委会|办公室|[局厅院司团校学心府办组会处署社部馆行所站队厂矿庭园库]|工委"
ORGANISATION = re.compile(
    rf"(?:[\u4e00-\u9fff·XxA-Z×*○〇\d]|\([\u4e00-\u9fff]{{1,8}}\)){{2,44}}?(?:{_ORG_END})(?: ?\((?:盖|公|印)章\))?"
)
_SIGNED = re.compile(
    rf"(?P<org>[\u4e00-\u9fff()·、 XxA-Z×*○〇]{{3,90}}?)?[ \n\r]*\(?(?P<date>{_DATE})\)?"
    r"(?=[ \n\r]*(?:$|\n|\(此件|\(?(?:信息|文章|稿件)?来源|\(?(?:责任)?编辑|责编|作者|附件|抄送|审核))"
)
_SPOKEN = re.compile(
    rf"\(?[~-]{{0,6}} ?(?P<date>{_DATE}) ?在[^。:\n]{{2,40}}(?:[ \n]+[^。:\n]{{2,30}})?(?:会议?|大会)上?\)?(?=[ \n]|$)|[~-]{{2,6}} ?(?P<inline>{_DATE}) ?在[^。:\n]{{2,50}}?(?:会议|大会)上"
)
# Who speaks, and to whom, in a report that was read out: 市审计局局长 张某, 主任、各位委员:
_SPEAKER = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:局长|厅长|主任|审计长|书记|院长|检察长|[市县区州]长)[ ]+[\u4e00-\u9fff×某]{1,2}[ ]{0,4}[\u4e00-\u9fff×某]{1,2}"
)
_SALUTATION = re.compile(
    r"[\u4e00-\u9fff、, ()]{2,38}(?:委员|代表|同志们?|领导小组|办公室|[会办局厅组府委部院室处])[ ]*:"
)
# A day beside a title that runs into the text is the notice's own only where the usual opening follows.
_BESIDE = re.compile(
    rf" *(?:\({_DATE}\)|{_DATE}(?=[ ]*(?:根据|按照|为[深贯认全切]|近期|[一]、|中共|各|20\d\d年)))"
)
_ONLY_DATE = re.compile(rf"\(?\s*(?P<date>{_DATE})\s*\)?")
_PRINTED = re.compile(
    rf"(?:发布|公开|公布|成文|发文|印发|生成|信息提供|提供|更新|录入)?(?:日期|时间) ?:? ?(?P<date>{_DATE})"
)
_LABELLED_DATE = re.compile(rf"(?:发布|公布|成文|发文)(?:日期|时间) ?:? ?(?P<date>{_DATE})")
_TOP_CHARACTERS = 300
_META = re.compile(
    r"\(?(?:信息|文章|稿件)?来源|(?:责任)?编辑|责编|作者|记者|发布|公开|成文|发文(?:字号|机关|日期)|栏目|标签|标 ?题|名 ?称|文件(?:名称|编号)|索 引 号|文 ?号|效力|生成|组配|所属|部门 ?:|访问量|听新闻|无障碍|关怀版|长者|视力|【字体|繁体|微信|微博|[|:-]{3,}|日期|时间|浏览|阅读|点击|访问|字体|字号|索引|文号|主题|分享|打印|关闭|当前位置|首页|您|信息|体裁|有效性|朗读|"
    rf"\({_DATE}|{_DATE}(?=[ )]|$|\n|来源|发布)|\(?摘要\)?$|\(?内容摘要\)?$|[~-]{{2,}}"
)
_TAIL = re.compile(
    r"\(?(?:信息|文章|稿件|新闻)?来源 ?[:)]|\(?(?:责任|网络)?编辑 ?[:)]|责编|编审|\(?作者 ?:|记者 ?:|审核 ?:|校对 ?:|初审|终审|值班|摄影|供稿|转载|扫一扫|分享|打印|关闭|浏览|点击|阅读|上一[篇条]|下一[篇条]|"
    r"相关(?:链接|新闻|阅读)|版权|主办|承办|网站|ICP|Copyright|\[打印|\[关闭|返回"
)
_FOLLOWS = re.compile(r"[^。\n]{0,60}")
_TITLE_END = re.compile(
    r"(?:通报|公告|公示|报告|方案|通知|意见|意见书|情况|综述|清单|台账|计划|函|公开|说明|报告书)(?: ?\([^)\n]{1,20}\))?$"
)
_SUBJECT = re.compile(r"整改|巡[视察]|审计|督[查察导]|反馈|检查|整治")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])"
)
_INLINE_TITLE = re.compile(
    r"\s*(?P<title>(?:[^。;:!?,\n]{0,60}?关于[^。;:!?\n]{4,100}?|[^。;:!?,\n]{4,50}?(?:整改|巡[视察])[^。;:!?,\n]{0,20}?)"
    r"(?:通报|公告|公示|报告|方案|反馈意见|情况的通知|情况公开|情况的公开|说明|综述|台账|清单)(?: ?\((?!\d{4}|[一二三四五六七八九十]{1,2}\))[^)\n]{1,10}\))?)"
    r"(?=[ \r]*[^整改的落实情进\n。,;:])"
)
# A title without 关于 that runs into the text is believed only where the usual opening follows.
_PLAIN_INLINE = re.compile(r"[ \r]+|根据|按照|为[深贯认全切]|\(|经|近期|[一二]、|1[.、]|20\d\d年")
# A headline of the news says what happened; it ends in no word for a document.
_HEADLINE = re.compile(
    r"召开|反馈|开展|公布|推进|部署|启动|通报|完成|听取|举行|进驻|公告$|建议$|做法$|见实效|见成效"
)
_LONGEST_HEADLINE = 46
_BULLET = re.compile(r"[•·●▪◆■▲★☆*>→-]{1,2}[ ]+")
_SPREAD = re.compile(r"(?:\S +){2,14}\S")
_TOP = 45
_LONG_ORG = 12
_LONGEST_TITLE = 140


@dataclass(frozen=True, slots=True)
class Frame:
    """Offsets of the notice inside the text, and what its frame states.

    `start` … `end` is the notice, the rest is news wrapping; `body` … `closing` is the text between title and closing.
    """

    start: int
    body: int
    closing: int
    signed: int
    end: int
    title: str | None
    issuer: str | None
    issued_on: str | None


@dataclass(frozen=True, slots=True)
class _Title:
    """Where the title stands; `above` is the issuer's line."""

    start: int
    end: int
    words: str
    above: str | None = None


def find_frame(source: Source) -> Frame:
    """The frame of a document; what is not printed is None."""
    end = _notice_end(source)
    title = _find_title(source, end)
    start, body = (title.start, title.end) if title else (0, 0)
    if title is not None:
        body = _after_repetition(source, title, end)
    body, printed = _under_title(source, body, end)
    signed, org, dated = _signature(source, body, end)
    closing = find_closing(source, body, signed)
    issued = dated or printed or _wrapping_date(source, start, end)
    issuer = org or (title.above if title else None) or (_prefix(title.words) if title else None)
    return Frame(start, body, closing, signed, end, title.words if title else None, issuer, issued)


def iso_date(words: str) -> str | None:
    """The first complete date in some words."""
    for span in find_dates(words):
        if span.precision == "day" and span.iso:
            return span.iso
    return None


def _notice_end(source: Source) -> int:
    """Where the wrapping after the notice begins: trailing lines of source, editor and page furniture."""
    end = len(source.norm)
    for a, b in reversed(source.lines[-20:]):
        begin, _ = source.trim(a, b)
        if not _TAIL.match(source.norm, begin):
            break
        end = a
    tail = _TAIL.search(source.norm, max(0, end - 120), end)
    if tail is not None and _FOLLOWS.fullmatch(source.norm, tail.end(), end):
        before = source.norm[max(0, tail.start() - 40) : tail.start()]
        if re.search(rf"{_DATE}[) ]*$", before) or before[-1:] in "。)":
            end = tail.start()
    return source.trim(0, end)[1]


def _find_title(source: Source, end: int) -> _Title | None:
    """The first strong title above the headings, its last repetition; else a title at the start of a line."""
    found: list[_Title] = []
    lines = [source.trim(a, b) for a, b in source.lines[:_TOP]]
    for index, (begin, finish) in enumerate(lines):
        if begin >= end or (index and _HEADING.match(source.norm, begin, finish)):
            break
        title = _title_at(source, lines, index)
        if title is not None:
            found.append(title)
    strong = [title for title in found if "关于" in title.words]
    named = strong or found
    if not named:
        return _inline_title(source, lines[:6], end) or _headline(source, lines[:12], end)
    return [title for title in named if title.words == named[0].words][-1]


def _headline(source: Source, lines: list[tuple[int, int]], end: int) -> _Title | None:
    """The headline of news about an inspection: a short line above its date line or its first paragraph."""
    found: list[_Title] = []
    for (begin, finish), following in pairwise(lines):
        words = source.norm[begin:finish]
        if begin >= end or _HEADING.match(words) or "。" in words:
            break
        short = 6 <= len(words) <= _LONGEST_HEADLINE and not words.endswith((",", "、"))
        quiet = short and _META.match(words) is None and not any(mark in words for mark in "。;?>|")
        if not quiet or not _SUBJECT.search(words) or not _HEADLINE.search(words):
            continue
        below = source.norm[slice(*following)]
        if _META.match(below) or len(below) > _LONGEST_HEADLINE or below == words:
            found.append(_Title(begin, finish, source.exact(begin, finish)))
    return found[-1] if found else None


def _title_at(source: Source, lines: list[tuple[int, int]], index: int) -> _Title | None:
    """The title that ends in this line, lines above joined, the issuer's line apart."""
    begin, finish = lines[index]
    words = _together(source.norm[begin:finish])
    if not _could_be_title(words) or not _TITLE_END.search(words):
        return None
    first = _first_line(source, lines, index)
    start, above_line = _without_bullet(source, lines[first][0]), None
    spans = [(start, lines[first][1]), *lines[first + 1 : index + 1]]
    joined = _together("".join(source.exact(*span) for span in spans))
    if not _SUBJECT.search(joined) and "关于" not in joined:
        return None
    if first and source.norm.startswith(("关于", "巡视", "巡察"), start):
        above = source.norm[slice(*lines[first - 1])]
        if ORGANISATION.fullmatch(above.replace(" ", "")) and not _META.match(above):
            start, above_line = lines[first - 1][0], source.exact(*lines[first - 1])
    return _Title(start, finish, joined, above_line)


def _first_line(source: Source, lines: list[tuple[int, int]], index: int) -> int:
    """The line in which a title that ends here begins: up to three lines above, where it says 关于."""
    finish = lines[index][1]
    first = index
    for upward in range(index - 1, max(-1, index - 4), -1):
        above = source.norm[slice(*lines[upward])]
        complete = "关于" in source.norm[lines[first][0] : finish]
        if complete or not _could_be_title(above) or _TITLE_END.search(above):
            break
        if "关于" in above:
            first = upward
    return first


def _together(words: str) -> str:
    """A heading whose characters are set apart (公 告) as one word."""
    return words.replace(" ", "") if _SPREAD.fullmatch(words) else words


def _without_bullet(source: Source, start: int) -> int:
    """The offset after a mark that a web page set before a line."""
    bullet = _BULLET.match(source.norm, start)
    return bullet.end() if bullet else start


def _could_be_title(words: str) -> bool:
    """Whether a line could belong to a title."""
    quiet = not any(mark in words for mark in "。;!?:>|") and not words.endswith(",")
    return quiet and 2 <= len(words) <= _LONGEST_TITLE and _META.match(words) is None


def _inline_title(source: Source, lines: list[tuple[int, int]], end: int) -> _Title | None:
    """A title that runs into the text, as in a document on one line."""
    for begin, finish in lines:
        limit = min(finish, end)
        at = begin
        head = re.match(
            r"[^\n]{0,1200}?(?:内容摘要|全文如下|通报如下|如下|摘要):", source.norm[begin:limit]
        )
        for offset in (begin + head.end() if head else at, at):
            match = _INLINE_TITLE.match(source.norm[offset:limit])
            if match is None or not _SUBJECT.search(match["title"]):
                continue
            rest = offset + match.end()
            if "关于" in match["title"] or _PLAIN_INLINE.match(source.norm, rest):
                return _split_title(source, offset + match.start("title"), offset + match.end())
    return None


def _split_title(source: Source, start: int, end: int) -> _Title:
    """An inline title; an issuer that a space sets apart is taken off."""
    start, end = source.trim(start, end)
    words = source.norm[start:end]
    head, _, rest = words.partition(" 关于")
    if rest and ORGANISATION.fullmatch(head.replace(" ", "")):
        split = start + len(head)
        return _Title(start, end, source.exact(split, end), source.exact(start, split))
    return _Title(start, end, source.exact(start, end))


def _after_repetition(source: Source, title: _Title, end: int) -> int:
    """The offset after the title, and after the same title once more in up to four lines below a page's own lines."""
    wanted = title.words.replace(" ", "")
    below = [line for line in source.lines[:_TOP] if title.end <= line[0] < end][:9]
    for first in range(min(5, len(below))):
        joined = ""
        for line in below[first : first + 4]:
            joined += source.exact(_without_bullet(source, line[0]), line[1]).replace(" ", "")
            if joined == wanted:
                return line[1]
            if not wanted.startswith(joined):
                break
    return title.end


def _under_title(source: Source, body: int, end: int) -> tuple[int, str | None]:
    """Lines of date, source and size of type under the title; the date printed there or above it."""
    printed = None
    beside = _BESIDE.match(source.norm, body, end) if body else None
    if beside is not None:
        printed, body = iso_date(beside.group()), beside.end()
    for a, b in source.lines:
        if b <= body:
            continue
        begin, finish = source.trim(max(a, body), b)
        if begin >= end or begin == finish:
            continue
        spoken = _SPOKEN.match(source.norm, begin, end)
        if spoken is None and not _is_furniture(source, begin, finish):
            break
        only = _ONLY_DATE.match(source.norm, begin, finish)
        match = _PRINTED.search(source.norm, begin, finish) or spoken or only
        printed = printed or (iso_date(match.group()) if match else None)
        if spoken is not None and spoken.end() < finish:
            return spoken.end(), printed
        body = max(finish, spoken.end()) if spoken else finish
    if printed is None:
        match = _PRINTED.search(source.norm, 0, body) or _LABELLED_DATE.search(
            source.norm, 0, _TOP_CHARACTERS
        )
        printed = iso_date(match["date"]) if match else None
    return body, printed


def _is_furniture(source: Source, begin: int, finish: int) -> bool:
    """Whether a line under the title belongs to the page, or says who speaks to whom."""
    if finish - begin > 90 or source.norm[finish - 1] in "。,;":
        return False
    parts = (_META.match, _SPEAKER.fullmatch, _SALUTATION.fullmatch)
    return any(matches(source.norm, begin, finish) for matches in parts)


def _signature(source: Source, body: int, end: int) -> tuple[int, str | None, str | None]:
    """Where the signature begins, who signed and the date under it."""
    window = max(body, end - 400)
    last = None
    for match in _SIGNED.finditer(source.norm, window, end):
        last = match
    if last is not None and (last.end() >= end - 60 or last["org"]):
        org = _trailing_org(source, last.start(), last.start("date"))
        if org is not None:
            begin, name = _known_org(source, *org)
            return begin, name, iso_date(last["date"])
        line = source.norm.rfind("\n", window, last.start("date"))
        above = source.norm[max(line, window) : last.start("date")].strip(" \n\r(")
        if last.end() >= end - 60 and (not above or above.endswith("。")):
            return last.start("date"), None, iso_date(last["date"])
    lines = [line for line in source.lines[-24:] if body <= line[0] < end]
    if lines:
        begin, finish = source.trim(lines[-1][0], min(lines[-1][1], end))
        if ORGANISATION.fullmatch(source.norm[begin:finish].replace(" ", "")):
            return begin, source.exact(begin, finish), None
    return end, None, None


def _trailing_org(source: Source, start: int, end: int) -> tuple[int, str] | None:
    """The organisation named directly before a date, in its own line or after a full stop."""
    finish = source.trim(start, end, "(")[1]
    begin = finish
    while begin > start and source.norm[begin - 1] not in "\n。;!?:":
        begin -= 1
    begin, finish = source.trim(begin, finish)
    if ORGANISATION.fullmatch(source.norm[begin:finish].replace(" ", "")):
        return begin, source.exact(begin, finish)
    return None


def _known_org(source: Source, begin: int, name: str) -> tuple[int, str]:
    """The signature without what runs into it on the same line: it begins with 中共, or is named in the title."""
    party = name.rfind("中共")
    if party > 0:
        return begin + party, name[party:]
    for length in range(len(name) - 1, 3, -1):
        if len(name) > _LONG_ORG and source.text.startswith(name[-length:]):
            return begin + len(name) - length, name[-length:]
    return begin, name


def _wrapping_date(source: Source, start: int, end: int) -> str | None:
    """A date that only the news wrapping prints: beside 来源, as 发布时间, or in a lead that says 公布."""
    for a, b in [*source.lines[:_TOP], *source.lines[-12:]]:
        if start <= a and b <= end:
            continue
        words = source.norm[a:b]
        lead = re.match(rf"\s*{_DATE}[,，]?[^。]{{0,40}}(?:通报|公布|发布|公开)", words)
        meta = _META.match(words.strip()) or "来源" in words
        if (lead or meta) and (found := iso_date(words)):
            return found
    return None


def _prefix(title: str) -> str | None:
    """The issuer that opens a title (…党组关于…)."""
    head, about, _ = title.partition("关于")
    return head if about and ORGANISATION.fullmatch(head) else None

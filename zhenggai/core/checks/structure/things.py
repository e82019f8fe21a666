"""What a list may be a list of: the words behind its count, as data, and how sure they make the count.

STRICT words are fields, stages, groups and the like: 教育、医疗3个领域 can only mean the things listed. With LOOSE words
the count may be of things that belong to what is listed (人事、财务5项制度), so that only a longer list is an error.
PLACES are both, depending on whether what is listed is of their own rank (石桥镇、柳林镇3个村 is not).
"""

from __future__ import annotations

import re
from enum import Enum


class Sure(Enum):
    """How sure it is that the listed things are what is counted."""

    STRICT = "strict"
    LOOSE = "loose"
    PLACE = "place"
    UNKNOWN = "unknown"


_STRICT = (
    "时间节点|节点|时限|方面|领域|环节|目标|类别|维度|层面|阶段|步骤|方向|板块|模块|关口|清单|行业|系统|按钮|协议|要素|"
    "专项(?:整改)?(?:落实)?(?:工作)?方案|专项规划|专项工作组|专项小组|专项组|工作组|专题组|专门小组|工作小组|小组|工作专班|专班|"
    "年度|季度|学期|学年|重点工作|重点任务|重点措施|重点举措|攻坚组|工作队|中心组|产业集群|集群|赛道|主题|专题|原则|等次|档次|等级|产业链|机制"
)
_LOOSE = (
    "制度|文件|办法|规定|方案|规划|平台|岗位|产业|栏目|课题|课程|班次|模式|方式|途径|渠道|措施|举措|条件|标准|短板|问题|事项|"
    "任务|工作|要求|理念|能力|品牌|行动|工程|计划|重点|关键|体系|指标|部分|内容|专项|部门|单位|组|厅局|委办局|集团|公司|高校|学校|"
    "医院|企业|开发区|园区|创新|协会|支部|党委|党组织|国家|城市|山体|水库|道路|项目|场馆|公园|街区"
)
_PLACE_ENDS = {
    "县市区": ("县", "市", "区", "旗"),
    "市县区": ("县", "市", "区", "旗"),
    "区县": ("县", "区", "市", "旗"),
    "县区": ("县", "区", "市", "旗"),
    "县": ("县", "区", "市", "旗"),
    "区": ("区", "县"),
    "乡镇": ("乡", "镇", "街道", "办事处", "苏木"),
    "镇街": ("乡", "镇", "街道"),
    "街镇": ("乡", "镇", "街道"),
    "街道": ("街道", "镇"),
    "镇": ("镇", "街道", "乡"),
    "社区": ("社区", "村"),
    "村": ("村", "社区"),
    "省": ("省", "自治区"),
    "市州": ("市", "州"),
    "市": ("市", "州"),
}
_PLACE = (
    r"县[(（](?:市、)?[市区](?:、区)?[)）]|区[(（]县[)）]|镇[(（]街道?[)）]|乡镇[(（]街道[)）]|村[(（]社区[)）]|"
    + "|".join(_PLACE_ENDS)
)
_BEHIND = re.compile(
    rf"(?P<between>[\u4e00-\u9fff]{{0,6}}?)(?:(?P<strict>(?:关键|重点|主要|核心|薄弱|突出)?(?:{_STRICT}))|(?P<place>{_PLACE})(?![\u4e00-\u9fff]{{0,3}}(?:级|委|局|政府))|(?P<loose>{_LOOSE}))"
)
_BRACKETED = re.compile(r"[()（）、].*")

_VERBS = (
    "成立 组建 设立 下设 召开 开展 制定 出台 印发 建立 完善 修订 形成 明确 聚焦 围绕 推进 推动 实施 落实 确定 列出 梳理 排查 整改 "
    "查处 约谈 通报 问责 处理 处分 抽查 检查 督查 调研 走访 新增 新建 建成 建设 完成 撤销 关停 取缔 培训 举办 组织 派出 选派 "
    "抽调 聘请 招聘 引进 培育 打造 投入 安装 改造 更换 清理 拆除 发放 发现 反馈 移交 受理 办结 化解 解决 提出 细化 分解 健全 "
    "优化 压减 取消 整合 归并 合并 设置 配备 增设 划分 分为 涉及 覆盖 惠及 服务 帮助 推出 采取 安排 部署 研究 审议 通过 听取 "
    "组成 包含 包括 新开 调整 批评 教育引导 诫勉 移送 督办 指导 帮扶 整治 编制 编印 制发 签订 签约 开工 竣工 招商 入库 储备 "
    "达到 超过 共有 含有 具有 带动 吸引 集聚 扶持 支持 抓好 做好 紧盯 突出 强化 加强 深化 开设 开通 开辟 创建 申报 获批 获评 "
    "认定 命名 授予 评选 表彰 遴选 选取 选树 挑选 确立 布设 布局 谋划 策划 实现 增加 减少 下放 承接 取得 追缴 清退 收回 盘活 "
    "核查 核销 核定 核减 暗访 巡查 巡察 巡视 回访 抽检 送检 落户 关闭 搬迁 停用 上线 接入 更新 改建 扩建 重建 其中 "
    "深入 前往 带队 进驻 下沉 面向 针对 会同 联合 配合 负责 参加 参与 担任 牵头 主持 率队 走进 关于 利用 依托 结合 坚持 运用 使用"
)
_PARTICLES = "将 把 对 从 在 按 为 有 共 达 近 约 由 向 给 用 以 使 让 等 的 了 过 着"
# Fields, stages and groups are themselves called by verbs (申报、初审、公示3个环节): only these verbs take them as object.
_SETTING_UP = (
    "明确 确定 制定 设置 设立 下设 分设 分为 划分 形成 实现 建立 突出 聚焦 围绕 紧扣 抓好 抓住 把握 紧盯 涉及 覆盖 成立 组建 派出 "
    "组成 抽调 召开 列出 梳理 提出 打通 把住 压实 规范 涵盖 包括 包含 把 将 对 从 在 按 为 有 共 由 向 的 了 等 分 "
    "牵头 包联 联系 负责 分管 主抓 承担 参与 参加 主持 带头 深入 进驻 联动 共同 分别 研究 听取 审议 部署 开展 制定 出台 印发 打造 选取 "
    "选定 增设 新增 新设 承接 完成 推动 启动 谋划 到 赴 抓 盯 就"
)
# Names of offices and fields of work; two of them with 和 between are two.
_OFFICE_NAMES = (
    "教育 科技 工信 公安 民政 司法 财政 人社 自然资源 生态环境 住建 住房城乡建设 交通 交通运输 水利 水务 农业 农业农村 商务 文旅 "
    "文化旅游 卫健 卫生健康 退役军人 应急 应急管理 审计 国资 市场监管 体育 统计 医保 医疗 养老 住房 就业 社保 安全生产 环保 城管 "
    "林业 税务 供销 国土 规划 金融 信访 消防 统战 宣传 组织 纪检 发改 能源 电力 通信 邮政 海关 气象 地震 民族 宗教 外事 侨务 "
    "妇联 工会 共青团 残联 档案 党史 保密 机要 老干部 食品 药品 托育 供水 供电 供气 供热 物业 殡葬"
)


def _any(words: str) -> str:
    """A pattern for one of several words, longer ones first."""
    return "|".join(sorted(words.split(), key=len, reverse=True))


# A verb right before a count takes it as its object (县委、县政府成立3个专班): the words before it are no list of it.
_TAKES = re.compile(rf"(?:{_any(_VERBS)}|{_any(_PARTICLES)})(?:了|出|到|好)?$")
_TAKES_FIELDS = re.compile(rf"(?:{_any(_SETTING_UP)})(?:了|出|到|好)?$")
_FIELDS = re.compile(r"环节|阶段|步骤|关口|方面|层面|维度|节点|目标|组|专班|领域|机制|原则|重点")
# Words inside an item after which the list may really begin.
_BREAKS = re.compile(rf"(?:{_any(_VERBS)}|[对在从将把向按由的了]|并)(?:了|出|好)?(?=[^和及与以])")
_OFFICES = frozenset(_OFFICE_NAMES.split())


def sure_of(words: str) -> tuple[Sure, str]:
    """How sure a count is of its list, by the words behind the measure word, and the word that says so."""
    match = _BEHIND.match(words)
    if match is None:
        return Sure.UNKNOWN, ""
    if match["strict"]:
        return Sure.STRICT, match["strict"]
    if match["place"]:
        return Sure.PLACE, match["place"]
    return Sure.LOOSE, match["loose"]


def are_offices(*words: str) -> bool:
    """Whether every word is the name of an office or of its field (教育, 市场监管)."""
    return all(word in _OFFICES for word in words)


def of_rank(item: str, place: str) -> bool:
    """Whether the name of a place is of the rank that is counted (石桥镇 among 乡镇)."""
    ends = _PLACE_ENDS.get(_BRACKETED.sub("", place))
    return ends is not None and item.endswith(ends)


def takes_object(words: str, noun: str) -> bool:
    """Whether the words before a count end in a verb of which it is the object, rather than in a thing listed."""
    fields = _FIELDS.search(noun) is not None
    match = (_TAKES_FIELDS if fields else _TAKES).search(words)
    return match is not None and (match.start() > 0 or not fields)


def breaks(words: str) -> bool:
    """Whether a list may begin inside these words, after a verb or preposition."""
    return _BREAKS.search(words.replace("党的", "党-"), 1) is not None

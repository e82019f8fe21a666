"""How notices state what came of it: clues, persons, money, and the bodies involved."""

from __future__ import annotations

from zhenggai.core.reading.statistic_rule import BODIES, MONEY, PAPERS, PERSONS, Rule, rule

_BODY = "单位|党组织|部门|企业|村|乡镇|街道|学校|县|区|公司|机关"
_OFFICE = "纪(?:检|委|律)|监(?:委|察)|司法|检察|公安|组织部"

OUTCOME_RULES: tuple[Rule, ...] = (
    # -- clues and petitions
    rule(
        "clues_closed/noun",
        PAPERS,
        before="(?:办结(?:率)?|了结|处置完毕|核查完毕|核查办结|查结|办理完毕|处置办结|处理完毕|完成处置|完成核查)(?:的)?(?:问题)?(?:线索|信访(?:举报)?件?)?(?:[和及、](?:信访(?:举报)?件?|问题线索))?",
        context="线索|信访|举报|来信|交办件",
        unless="率|未办结|正在",
    ),
    rule(
        "clues_closed/of",
        PAPERS,
        after="(?:[^，,。；;\\d]{0,10}(?:线索|信访件?|举报))?(?:均|全部)?(?:已经?|均已|全部)(?:全部)?(?:办结|处置完毕|核查完毕|查结|办理完毕|了结)",
        context="",
    ),
    rule(
        "clues_total/noun",
        PAPERS,
        before="(?:(?:移交|转交|交办|转办|收到|受理|接收|反馈|反映|收转)[^。；;\\d]{0,24}?|^(?:和|及)?)(?:问题线索|线索|信访件|信访举报件?|信访事项|举报件|立行立改问题线索)(?:[和及、与](?:信访(?:举报)?件?|信访事项|问题线索|举报件))?(?:共|合计|总数)?",
        unless="办结|核查|处置|移送|正在|向[^，,]{0,10}移交|移交(?:给|至)?[^，,]{0,4}(?:纪|监|司法)",
    ),
    rule(
        "clues_total/of",
        PAPERS,
        before="(?:移交|转交|交办|转办|收到|受理|接收)[^，,。；;]{0,16}",
        after="(?:[^，,。；;、\\d]{0,6})(?:问题线索|线索|信访件|信访举报|信访事项|举报件)(?![^，,。；;]{0,4}办结)",
        unless="办结|核查|处置|移送|向[^，,]{0,10}移交|移交(?:给|至)?[^，,]{0,4}(?:纪|监|司法)",
    ),
    rule(
        "referred/noun",
        PERSONS | PAPERS,
        before=f"(?:移送|移交|转交|交由|转送)(?:给|至)?[^，,。；;\\d]{{0,6}}?(?:{_OFFICE})[^，,。；;\\d]{{0,14}}",
    ),
    rule(
        "referred/send",
        PERSONS | PAPERS,
        before="移送(?:审查起诉|起诉|处理|问题线索|线索|违纪违法线索|有关部门[^，,\\d]{0,6})?",
    ),
    rule(
        "referred/to",
        PERSONS | PAPERS,
        before=f"向[^，,。；;\\d]{{0,8}}(?:{_OFFICE})[^，,。；;\\d]{{0,6}}(?:移送|移交|转交)[^，,。；;\\d]{{0,10}}",
    ),
    rule(
        "referred/of",
        PERSONS | PAPERS,
        before="^(?:对|将|把)?(?:其中)?",
        after=f"(?:[^，,。；;\\d]{{0,10}})(?:移送|移交)[^，,。；;\\d]{{0,6}}(?:{_OFFICE})",
    ),
    # -- what happened to persons
    rule(
        "persons_disciplined/both",
        PERSONS,
        before="(?:党纪[、和及]?(?:政务|政纪)(?:重|轻)?处分|党政纪处分|党纪处分[、和及]政务处分|党内和政务处分)",
    ),
    rule(
        "persons_disciplined/of",
        PERSONS,
        after="[^，,。；;、\\d]{0,14}?(?:党纪[、和及]?(?:政务|政纪)|党政纪)处分",
    ),
    rule(
        "party_discipline/noun",
        PERSONS,
        before="(?<![、和及])(?:党纪(?:轻|重)?处分|党内(?:严重)?警告(?:处分)?|撤销党内职务(?:处分)?|留党察看(?:处分)?|开除党籍(?:处分)?)",
    ),
    rule(
        "party_discipline/of",
        PERSONS,
        after="[^，,。；;、\\d]{0,14}?(?:党纪处分|党内(?:严重)?警告)",
    ),
    rule(
        "gov_discipline/noun",
        PERSONS,
        before="(?<!党纪)(?<!党纪[、和及])(?:政务(?:轻|重)?处分|政纪处分|行政处分|政务(?:警告|记过|记大过|降级|撤职|开除)(?:处分)?)",
    ),
    rule(
        "gov_discipline/of",
        PERSONS,
        after="[^，,。；;、\\d]{0,14}?(?<!党纪)(?:政务处分|政务(?:警告|记过|记大过)|政纪处分|记大?过处分)",
    ),
    rule(
        "persons_disciplined/plain",
        PERSONS,
        before="(?<!重)(?<!轻)(?:纪律处分|给予处分|受到处分|处分)",
        unless="党纪|政务|政纪|行政|党内|撤销|警告|记过|组织",
    ),
    rule("org_handling/noun", PERSONS, before="组织(?:处理|调整)(?:领导干部|干部|党员干部)?"),
    rule("org_handling/of", PERSONS, after="[^，,。；;、\\d]{0,12}?组织处理"),
    rule("admonished/noun", PERSONS, before="诫勉(?:谈话|处理|约谈)?(?:领导干部|干部)?"),
    rule("admonished/of", PERSONS, after="[^，,。；;、\\d]{0,12}?(?:给予|进行|予以|作出|作)?诫勉"),
    rule(
        "reminded/noun",
        PERSONS,
        before="(?:提醒谈话|谈话提醒|提醒约谈|约谈提醒|提醒教育谈话|提醒)(?:处理)?(?:领导干部|干部|相关人员|责任人)?",
    ),
    rule("reminded/of", PERSONS, after="[^，,。；;、\\d]{0,12}?(?:提醒谈话|谈话提醒|约谈提醒)"),
    rule("criticised/noun", PERSONS, before="批评帮助"),
    rule("criticised/of", PERSONS, after="[^，,。；;、\\d]{0,12}?批评帮助"),
    rule(
        "criticism_education/noun",
        PERSONS,
        before="批评教育(?:处理)?(?:领导干部|干部|相关人员|责任人)?",
    ),
    rule("criticism_education/of", PERSONS, after="[^，,。；;、\\d]{0,12}?批评教育"),
    rule(
        "self_examination/noun",
        PERSONS,
        before="(?:责令|作出|做出|写出|深刻)?(?:责令|作出|做出|写出|书面|深刻|公开)+(?:检查|检讨)",
    ),
    rule(
        "self_examination/of",
        PERSONS,
        after="[^，,。；;、\\d]{0,12}?(?:责令|作出|做出|书面|深刻)+[^，,。；;、\\d]{0,4}检[查讨]",
    ),
    rule(
        "persons_handled/noun",
        PERSONS,
        before="(?<!组织)(?:追责问责|问责追责|问责处理|严肃问责|追究责任|责任追究|追责|问责|处理处分|处理|查处)(?:党的)?(?:相关|有关|领导)?(?:责任)?(?:领导干部|党员干部|干部|人员|责任人员|责任人|党员)?",
        unless="组织处理|提醒|批评教育|诫勉|信访|条数",
    ),
    rule("persons_handled/and-so-on", PERSONS, before="等(?:方式|形式|措施)?(?:处理|问责|处置)"),
    rule(
        "persons_handled/cases",
        PERSONS,
        before="^\\s?",
        context="查处[^，,。；;]{0,24}\\d+\\s?[起件]$",
    ),
    # -- money
    rule(
        "money_refunded_wan/noun",
        MONEY,
        before="(?:清退|退还|退缴|退回|返还|退赔|清理退还|退出|归还原(?:资金)?渠道|归还(?:原渠道)?)[^，,。；;\\d]{0,24}",
        unless="挽回|避免",
    ),
    rule(
        "loss_recovered_wan/noun",
        MONEY,
        before="(?:(?:挽回|避免|减少)[^，,。；;\\d]{0,10}?损失|挽损)",
    ),
    rule(
        "money_recovered_wan/noun",
        MONEY,
        before="(?:追缴|追回|收缴|收回|追索|清收|上缴|催缴|补缴|挽回)[^，,。；;\\d]{0,26}",
        unless="损失|清退|退还",
    ),
    rule(
        "money_problem_wan/noun",
        MONEY,
        before="(?:(?:涉及|查出|发现|存在)?问题(?:资金|金额)|涉及(?:问题)?(?:资金|金额)|涉及违规(?:资金|金额)|(?:违规|损失浪费|管理不规范|侵害群众利益)(?:使用|支出|发放)?(?:资金|金额)|问题涉及(?:资金|金额))",
        unless="追|退|收缴|上缴|整改",
    ),
    rule(
        "money_refunded_wan/of",
        MONEY,
        after="(?:[^，,。；;、\\d]{0,8})(?:已|均已|全部)?(?:清退|退还|退缴|退回|归还)",
        unless="追|退",
    ),
    rule(
        "money_recovered_wan/of",
        MONEY,
        after="(?:[^，,。；;、\\d]{0,8})(?:已|均已|全部)?(?:追缴|追回|收缴|收回|上缴)",
        unless="追|退|收缴|收回|清收|未",
    ),
    # -- bodies
    rule("responsible_units/noun", BODIES, before="责任(?:单位|部门|科室|处室)"),
    rule("responsible_units/of", BODIES, after="(?:整改)?(?:主要)?责任(?:单位|部门|科室)"),
    rule(
        "inspected_orgs/noun",
        BODIES,
        before="巡[视察]了?[^，,。；;\\d]{0,8}(?:单位|党组织|部门|企业|村|学校)",
        unless="组",
    ),
    rule(
        "inspected_orgs/of",
        BODIES,
        before="(?<!组)巡[视察](?:了|的)?[^，,。；;]{0,6}",
        after=f"(?!(?:巡[视察]|工作|专项)?组(?!织))[^，,。；;]{{0,12}}?(?:{_BODY})",
        unless="组|反馈|指出|发现",
    ),
    rule(
        "inspected_orgs/list",
        BODIES,
        before="等",
        after=f"[^，,。；;\\d]{{0,8}}?(?:{_BODY})[^，,。；;]{{0,12}}?(?:开展|进行|实施)[^，,。；;]{{0,12}}?巡[视察](?!整改|反馈|发现)",
    ),
    rule(
        "inspected_orgs/at",
        BODIES,
        before="对[^，,。；;]{0,10}",
        after=f"[^，,。；;]{{0,16}}?(?:{_BODY})[^，,。；;]{{0,18}}?巡[视察](?!整改|反馈|发现)",
    ),
    rule("inspected_orgs/passive", BODIES, after="被巡[视察](?:党组织|单位|地区|部门)"),
    rule(
        "inspection_groups/noun",
        BODIES,
        before="(?:督查|督导|督察|督办|检查|督导检查|督查督导|整改督查)(?:工作)?组",
    ),
    rule(
        "inspection_groups/of",
        BODIES | frozenset(("支",)),
        after="[^，,。；;、\\d]{0,8}?(?:督查|督导|督察|督办|检查)(?:检查|督办|督导|工作|指导)?组(?!织)",
    ),
)

"""The hats that a person can wear towards a record.

The special groups are the roles; the others follow from posts. `founder` is the office of an installation in which no
security administrator has been named yet: until then it also grants roles.
"""

from __future__ import annotations

HATS: dict[str, str] = {
    "office": "a member of the general office (综合组)",
    "supervision": "a member of the supervision group (监督组), which verifies",
    "accountability": "a member of the accountability group (问责组)",
    "clue_verification": "a member of the clue verification group (线索核查组)",
    "institution_building": "a member of the institution building group (制度建设组)",
    "leading_group": "a member of the leading group (领导小组)",
    "inspector": "a read-only inspector of the sending body",
    "liaison": "the liaison of the lead unit",
    "head": "the head or deputy head of the lead unit",
    "helper": "liaison, head or deputy of a responsible unit",
    "leader": "the lead leader or a responsible leader",
    "founder": "the office while no security administrator has been named",
    "system_admin": "the system administrator (系统管理员)",
    "security_admin": "the security administrator (安全管理员)",
    "audit_admin": "the audit administrator (审计管理员)",
    "self": "the person concerned",
    "anyone": "everybody who is signed in and sees the record",
}

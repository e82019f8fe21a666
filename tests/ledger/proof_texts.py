"""A short invented text in which one number is wrong, and the same text put right."""

from __future__ import annotations

WRONG = """关于巡察整改进展情况的通报
现将整改进展情况予以公布。
一、反馈问题整改情况
1.针对“服务窗口办事慢”的问题，主要从四个方面抓好整改。①加强培训。组织业务培训3次。②优化流程。合并办事环节5个。③公开时限。公布办结时限12项。
2.针对“台账不规范”的问题，主要从两个方面抓好整改。①统一格式。印发台账格式1套。②定期核对。每月核对1次。
某区政务服务中心
2026年3月5日
"""
RIGHT = WRONG.replace("四个方面", "三个方面")
MARK = "四"

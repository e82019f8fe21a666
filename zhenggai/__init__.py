"""Zhenggai runs the rectification of what an inspection found, and proves it."""

from __future__ import annotations

__version__ = "0.1.0"

"""Drawings as SVG: attributes only, so that no page needs a style or script of its own; text stays text and can be selected."""

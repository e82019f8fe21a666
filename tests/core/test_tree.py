from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhenggai.core import tree

PATHS = st.lists(st.integers(1, tree.MOST), min_size=1, max_size=8)


def path_of(positions):
    path = ""
    for position in positions:
        path = tree.child(path, position)
    return path


def test_a_path_is_four_digits_a_level():
    assert tree.child("", 1) == "0001"
    assert tree.child("0001", 23) == "00010023"


@pytest.mark.parametrize("position", [0, -1, 9999, 10_000])
def test_a_position_out_of_range_is_refused(position):
    with pytest.raises(ValueError, match="at most"):
        tree.child("0001", position)


@given(PATHS)
def test_depth_and_ancestors_agree(positions):
    path = path_of(positions)
    assert tree.depth(path) == len(positions) == len(tree.ancestors(path))
    assert tree.ancestors(path)[-1] == path
    assert all(tree.below(path, above) for above in tree.ancestors(path))


@given(PATHS, PATHS)
def test_a_range_holds_exactly_what_lies_below(one, other):
    top, path = path_of(one), path_of(other)
    first, beyond = tree.subtree(top)
    assert (first <= path < beyond) is tree.below(path, top) is (other[: len(one)] == one)


@given(st.lists(PATHS, min_size=2, max_size=6))
def test_paths_sort_as_the_tree_is_read(branches):
    assert sorted(map(path_of, branches)) == [path_of(one) for one in sorted(branches)]

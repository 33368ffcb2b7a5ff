"""Merkle trees: as the published vectors of Certificate Transparency, and as RFC 9162 says."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.store.merkle import (
    Tree,
    inclusion,
    is_included,
    leaf,
    root,
)

# The leaves, roots and proofs that certificate-transparency's own implementations test with.
INPUTS = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
LEAVES = [leaf(bytes.fromhex(one)) for one in INPUTS]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSIONS = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (7, 8): [
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def as_hex(hashes: list[bytes]) -> list[str]:
    return [one.hex() for one in hashes]


def test_no_leaves_have_the_hash_of_nothing() -> None:
    assert root([]) == sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_published_ones(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size - 1]


@pytest.mark.parametrize(("place", "size"), INCLUSIONS)
def test_inclusion_proofs_are_the_published_ones(place: int, size: int) -> None:
    proof = inclusion(LEAVES[:size], place)
    assert as_hex(proof) == INCLUSIONS[place, size]
    assert is_included(LEAVES[place], place, size, proof, root(LEAVES[:size]))


sizes = st.integers(1, 40)


def leaves_of(size: int) -> list[bytes]:
    return [leaf(str(one).encode()) for one in range(size)]


@given(sizes, st.data())
def test_a_proof_shows_its_own_leaf_and_no_other(size: int, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(size)
    proof, top = inclusion(leaves, place), root(leaves)
    assert is_included(leaves[place], place, size, proof, top)
    assert not is_included(leaf(b"another"), place, size, proof, top)
    wrong = data.draw(st.integers(-1, size + 1).filter(lambda one: one != place))
    assert not is_included(leaves[place], wrong, size, proof, top)
    assert not is_included(leaves[place], place, size, [*proof, top], top)


@given(sizes, st.data())
def test_a_tree_goes_on_where_it_was_kept(size: int, data: st.DataObject) -> None:
    stop = data.draw(st.integers(0, size))
    leaves, tree = leaves_of(size), Tree()
    for hashed in leaves[:stop]:
        tree.push(hashed)
    tree = Tree.again(tree.kept())
    for hashed in leaves[stop:]:
        tree.push(hashed)
    assert (tree.size, tree.root) == (size, root(leaves))

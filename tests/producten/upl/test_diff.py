"""The UPL diff: every name lands in exactly one group."""

from hypothesis import given
from hypothesis import strategies as st

from producten.upl.diff import KnownName, diff
from producten.upl.records import UplRecord


def rec(uri: str, naam: str = "naam") -> UplRecord:
    return UplRecord(uri=uri, naam=naam)


def test_each_group():
    known = {
        "same": KnownName(rec("same")),
        "other": KnownName(rec("other")),
        "gone": KnownName(rec("gone")),
        "back": KnownName(rec("back"), verdwenen=True),
        "long gone": KnownName(rec("long gone"), verdwenen=True),
    }
    result = diff(known, [rec("same"), rec("other", "nieuwe naam"), rec("back"), rec("fresh")])
    assert [record.uri for record in result.new] == ["fresh"]
    assert [record.uri for record in result.changed] == ["other"]
    assert [record.uri for record in result.unchanged] == ["same"]
    assert [record.uri for record in result.returned] == ["back"]
    assert [record.uri for record in result.vanished] == ["gone"]
    assert [record.uri for record in result.absent] == ["long gone"]
    assert not result.empty


def test_nothing_to_do_is_empty():
    assert diff({"a": KnownName(rec("a")), "b": KnownName(rec("b"), verdwenen=True)}, [rec("a")]).empty


URI = st.sampled_from("abcdef")


@given(
    st.dictionaries(URI, st.tuples(st.sampled_from("xy"), st.booleans())),
    st.dictionaries(URI, st.sampled_from("xy")),
)
def test_groups_are_a_partition_and_loading_twice_is_empty(known_raw, file_raw):
    known = {uri: KnownName(rec(uri, naam), gone) for uri, (naam, gone) in known_raw.items()}
    records = [rec(uri, naam) for uri, naam in file_raw.items()]
    result = diff(known, records)
    everything = [
        record.uri
        for group in (
            result.new,
            result.changed,
            result.unchanged,
            result.returned,
            result.vanished,
            result.absent,
        )
        for record in group
    ]
    assert sorted(everything) == sorted(known.keys() | file_raw.keys())
    after = {record.uri: KnownName(record) for record in records}
    after |= {record.uri: KnownName(record, verdwenen=True) for record in (*result.vanished, *result.absent)}
    assert diff(after, records).empty

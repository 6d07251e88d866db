from dataclasses import asdict

from assistant.interview.value import Value
from assistant.planning.record import Record


def test_only_empty_columns_are_filled_and_they_are_remembered():
    record = Record.filled({"node": "618", "owner": ""}, {"node": "双11", "owner": "李梅"})
    assert (record, record.assumed) == ({"node": "618", "owner": "李梅"}, {"owner"})


def test_filling_twice_remembers_both_times():
    once = Record.filled({"node": "618"}, {"owner": "李梅"})
    twice = Record.filled(once, {"date": "2027-06-18", "owner": "小王", "goal": None})
    assert twice == {"node": "618", "owner": "李梅", "date": "2027-06-18"}
    assert twice.assumed == {"owner", "date"}
    assert repr(Record.filled({}, {"a": 1})) == "Record({'a': 1}, assumed=['a'])"


def test_a_record_is_stored_like_any_dict():
    stored = asdict(Value([Record.filled({"node": "618"}, {"owner": "李梅"})]))
    assert stored["value"] == [{"node": "618", "owner": "李梅"}]

"""Calendar files: as strict as the standard, and read back as what was written."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.text import clean_line
from pbi_desktop.exchange.calendar_files import CalendarEntry, write_calendar

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
zones = st.sampled_from((UTC, ZoneInfo("Europe/London"), ZoneInfo("Asia/Karachi")))
seconds = st.integers(946_800_000, 3_786_900_000)
instants = st.builds(datetime.fromtimestamp, seconds, zones)
days = st.dates(date(2000, 1, 1), date(2090, 1, 1))
titles = st.text(st.characters(codec="utf-8"), max_size=90) | st.text(";,\\\n:\u00e9\U0001f600 ")


@st.composite
def entries(draw: st.DrawFn) -> CalendarEntry:
    starts = draw(instants | days)
    ends = None
    if isinstance(starts, datetime):
        length = draw(st.none() | st.integers(1, 600))
        ends = None if length is None else starts.astimezone(UTC) + timedelta(minutes=length)
    return CalendarEntry(draw(st.uuids()), draw(st.integers(1, 9)), draw(titles), starts, ends)


def unfolded(data: bytes) -> list[str]:
    """Return the lines of a file; refuses whatever the standard refuses of lines."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and line.strip() for line in raw)
    for line in raw:
        line.decode("utf-8")  # no letter is torn
    text = b"\r\n".join(raw).replace(b"\r\n ", b"").decode("utf-8")
    lines = text.split("\r\n")
    assert not any(letter in line for line in lines for letter in "\r\n\0")
    return lines


def read_back(data: bytes) -> list[dict[str, str]]:
    """Return the events of a file, by a reader that forgives nothing."""
    lines = unfolded(data)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    inside: dict[str, str] | None = None
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        assert colon
        assert name.isupper()
        if line == "BEGIN:VEVENT":
            assert inside is None
            inside = {}
        elif line == "END:VEVENT":
            assert inside is not None
            assert {"UID", "DTSTAMP", "SUMMARY"} <= set(inside)
            events.append(inside)
            inside = None
        elif inside is not None:
            assert name not in inside, "each property once"
            inside[name] = value
    assert inside is None
    return events


def unescaped(value: str) -> str:
    letters, out = iter(value), []
    for letter in letters:
        if letter != "\\":
            assert letter not in ",;"
            out.append(letter)
            continue
        escaped = next(letters)
        assert escaped in "\\,;nN"
        out.append("\n" if escaped in "nN" else escaped)
    return "".join(out)


def instant(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


@given(st.lists(entries(), max_size=4, unique_by=lambda one: one.key))
def test_what_was_written_is_read_back(written: list[CalendarEntry]) -> None:
    events = {one["UID"]: one for one in read_back(write_calendar(written, NOW))}
    assert len(events) == len(written)
    for entry in written:
        found = events[f"{entry.key}@pbi-desktop"]
        assert unescaped(found["SUMMARY"]) == clean_line(entry.title)[0]
        assert found["SEQUENCE"] == str(entry.version - 1)
        assert instant(found["DTSTAMP"]) == NOW
        if isinstance(entry.starts, datetime):
            assert instant(found["DTSTART"]) == entry.starts
            assert ("DTEND" in found) == (entry.ends is not None)
            if entry.ends is not None:
                assert instant(found["DTEND"]) == entry.ends
        else:
            after = entry.starts + timedelta(days=1)
            assert found["DTSTART;VALUE=DATE"] == entry.starts.strftime("%Y%m%d")
            assert found["DTEND;VALUE=DATE"] == after.strftime("%Y%m%d")


@given(st.lists(entries(), max_size=4), st.randoms())
def test_the_order_of_entries_does_not_matter(written: list[CalendarEntry], random: object) -> None:
    mixed = list(written)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert write_calendar(written, NOW) == write_calendar(mixed, NOW)


@given(entries())
def test_taking_a_later_file_in_replaces_and_never_doubles(entry: CalendarEntry) -> None:
    later = replace(entry, version=entry.version + 1, title="moved")
    first, second = write_calendar([entry], NOW), write_calendar([later], NOW + timedelta(days=1))
    (before,), (after,) = read_back(first), read_back(second)
    assert before["UID"] == after["UID"]
    assert int(before["SEQUENCE"]) < int(after["SEQUENCE"])
    assert read_back(write_calendar([later, entry], NOW)) == read_back(write_calendar([later], NOW))


def test_nothing_to_write_is_still_a_calendar() -> None:
    assert read_back(write_calendar([], NOW)) == []


def test_a_file_looks_like_this() -> None:
    entry = CalendarEntry(UUID(int=7), 2, "Visit K7QX9B", datetime(2026, 7, 1, 9, 30, tzinfo=UTC))
    assert write_calendar([entry], NOW).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//PBI Desktop//My day//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:00000000-0000-0000-0000-000000000007@pbi-desktop",
        "DTSTAMP:20261121T090000Z",
        "SEQUENCE:1",
        "DTSTART:20260701T093000Z",
        "SUMMARY:Visit K7QX9B",
        "CLASS:PRIVATE",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]

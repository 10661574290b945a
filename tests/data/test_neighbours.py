"""Where the other profiles lie is read from whatever their files are, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import city_data, write_yaml
from mgi_report.data.decode import MAX_BYTES
from mgi_report.data.model import Profile
from mgi_report.data.neighbours import coordinates_of


def coordinates(tmp_path: Path, text: str | bytes) -> tuple[tuple[float, float], ...]:
    file = tmp_path / "port.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return coordinates_of([file])


PLACE = "place:\n  name: Port\n  coordinates: [59.9, 10.7]\n"


@pytest.mark.parametrize(
    "text",
    [
        PLACE,
        f"city: port\nedition: 2021-05\n{PLACE}source: {{}}\n",
        PLACE.rstrip("\n"),
        PLACE.replace("\n", "\r\n"),
        "\ufeff" + PLACE,
        "place: {name: Port, coordinates: [59.9, 10.7]}\n",
        "place:  # here\n\n  # a note\n\n  coordinates:\n    - 59.9\n    - 10.7\n\n  name: Port\n",
        'introduction: |\n  a text\n  place: nowhere\nplace:\n    coordinates: ["59.9", "10.7"]\n',
        f"{PLACE}findings: [[[ broken\n",
    ],
)
def test_the_coordinates_of_a_place_are_read_however_they_are_written(tmp_path: Path, text: str) -> None:
    assert coordinates(tmp_path, text) == ((59.9, 10.7),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "city: port\n",
        "place:\n",
        "place: Port\n",
        "place: [1, 2]\n",
        "place:\n  name: Port\n",
        "place:\n  coordinates:\n",
        "place:\n  coordinates: 59.9\n",
        "place:\n  coordinates: [59.9]\n",
        "place:\n  coordinates: [59.9, 10.7, 3]\n",
        "place:\n  coordinates: {north: 59.9, east: 10.7}\n",
        "place:\n  coordinates: [north, east]\n",
        "place:\n  coordinates: [.nan, 10.7]\n",
        "place:\n  coordinates: [59.9, .inf]\n",
        "place:\n  coordinates: [90.1, 10.7]\n",
        "place:\n  coordinates: [59.9, -180.1]\n",
        "place:\n  coordinates: [59.9, 10.7\n",
        "place:\n  name: *nobody\n  coordinates: [59.9, 10.7]\n",
        "place:\n  name: !!python/object:os.system x\n  coordinates: [59.9, 10.7]\n",
        "place:\n  name: " + "[" * 5000 + "\n",
        b"place:\n  name: \xff\n  coordinates: [59.9, 10.7]\n",
        PLACE.encode("utf-16"),
        "# " + "x" * MAX_BYTES + "\n" + PLACE,
    ],
)
def test_a_file_that_tells_no_place_has_none_and_breaks_nothing(tmp_path: Path, text: str | bytes) -> None:
    assert coordinates(tmp_path, text) == ()


def test_what_cannot_be_read_has_no_place(tmp_path: Path) -> None:
    (tmp_path / "folder.yaml").mkdir()
    assert coordinates_of([tmp_path / "none.yaml", tmp_path / "folder.yaml"]) == ()


def test_each_place_is_there_once_and_in_an_order_that_no_file_name_changes(tmp_path: Path) -> None:
    files = []
    for name, place in (("c", [59.9, 10.7]), ("a", [60.4, 5.3]), ("b", [59.9, 10.7]), ("d", [-17.0, 179.5])):
        files.append(write_yaml(tmp_path / f"{name}.yaml", city_data() | {"place": {"coordinates": place}}))
    assert coordinates_of(files) == coordinates_of(files[::-1]) == ((-17.0, 179.5), (59.9, 10.7), (60.4, 5.3))


def test_they_are_those_of_the_model(tmp_path: Path) -> None:
    data = city_data()
    assert coordinates_of([write_yaml(tmp_path / "a.yaml", data)]) == (Profile.model_validate(data).place.coordinates,)

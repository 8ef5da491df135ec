"""Where things are: tiles of an area, and a point in words."""

import pytest

from basis.kaart.gebied import MAX_ZOOM, MIN_ZOOM, Gebied, Midden, metres_per_pixel, world_pixel

AREA = Gebied(5.0, 52.0, 5.1, 52.05)
PLACE = Midden(5.0, 52.0, "het stadhuis")


def test_the_world_begins_in_the_north_west() -> None:
    assert world_pixel(0, 0, 0) == (128, 128)
    assert world_pixel(-180, 0, 3) == (0, 1024)
    # The tile of Amsterdam's Dam at zoom 12, as every web map numbers it.
    assert [int(part // 256) for part in world_pixel(4.8936, 52.3731, 12)] == [2103, 1346]
    assert metres_per_pixel(0, 0) == pytest.approx(156_543, abs=1)


def test_only_tiles_of_the_area_and_its_zooms_are_ours() -> None:
    for z in range(MIN_ZOOM, MAX_ZOOM + 1):
        left, top = (int(part // 256) for part in world_pixel(AREA.west, AREA.north, z))
        right, bottom = (int(part // 256) for part in world_pixel(AREA.east, AREA.south, z))
        assert AREA.has_tile(z, left, top) and AREA.has_tile(z, right, bottom)
        for x, y in ((left - 1, top), (right + 1, top), (left, top - 1), (left, bottom + 1), (10**30, 0)):
            assert not AREA.has_tile(z, x, y)
    for z in (0, MIN_ZOOM - 1, MAX_ZOOM + 1, 10**30):
        assert not AREA.has_tile(z, 0, 0)


@pytest.mark.parametrize(
    ("north", "east", "far", "direction"),
    [(100, 0, 100, 0), (0, 100, 100, 2), (-100, 0, 100, 4), (0, -100, 100, 6), (70, 70, 100, 1), (-70, -72, 100, 5),
     (1949, 0, 1900, 0), (1951, 0, 2000, 0), (994, 0, 990, 0), (996, 0, 1000, 0), (100, -30, 100, 0), (4, 0, 0, 0)],
)  # fmt: skip
def test_a_point_is_told_by_distance_and_direction(
    north: float, east: float, far: int, direction: int
) -> None:
    lat = 52.0 + north / 111_195
    lon = 5.0 + east / (111_195 * 0.615_661)
    assert PLACE.towards(lon, lat) == (far, direction)

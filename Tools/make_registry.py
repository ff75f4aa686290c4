"""Makes Resources/registry/vn/*.csv from the source folder that its README describes.

    python3 Tools/make_registry.py SOURCE Resources/registry/vn
"""

import csv
import gzip
import sys
import unicodedata
from pathlib import Path

source, target = Path(sys.argv[1]), Path(sys.argv[2])


def rows(name):
    opened = gzip.open if name.endswith(".gz") else open
    with opened(source / name, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name, header, lines):
    with open(target / name, "w", encoding="utf-8", newline="\n") as file:
        for line in [header, *lines]:
            assert not any(mark in field for field in line for mark in ',"\n'), line
            file.write(unicodedata.normalize("NFC", ",".join(line)) + "\n")


def by_code(name):
    return sorted(rows(name), key=lambda row: row["code"])


provinces, wards = by_code("provinces.csv"), by_code("wards.csv")
former_provinces, former_districts = by_code("legacy_provinces.csv"), by_code("legacy_districts.csv")
former_wards = by_code("legacy_wards.csv")

# Slots are fixed for ever: Hà Nội's code is the lowest, so the order of codes gives it slot 1.
areas = [
    [p["code"], "province", p["unit_type"], p["name"], p["full_name"], p["full_name_en"], "", str(slot)]
    for slot, p in enumerate(provinces, 1)
] + [
    [w["code"], "commune", w["unit_type"], w["name"], w["full_name"], w["full_name_en"], w["province_code"], ""]
    for w in wards
]
write("areas.csv", ["code", "level", "type", "name", "full_name", "full_name_en", "parent", "home"], areas)

former = (
    [[p["code"], p["full_name"], ""] for p in former_provinces]
    + [[d["code"], d["full_name"], d["province_code"]] for d in former_districts]
    + [[w["code"], w["full_name"], w["district_code"]] for w in former_wards]
)
write("former.csv", ["code", "full_name", "parent"], former)

moved = {m["old_province_code"]: m["new_province_code"] for m in rows("map_legacy_to_current_provinces.csv")}
known = {w["code"] for w in former_wards}
successions = [[old, new, "full", "yes"] for old, new in moved.items()]
for m in rows("map_legacy_to_current_wards.csv.gz"):
    if m["old_level"] == "ward" and m["old_code"] not in known:
        continue
    if m["sources"] != "both" and moved[m["old_province_code"]] != m["new_province_code"]:
        print("left out, goes to another province:", m["old_code"], m["old_full_name"], m["new_ward_full_name"])
        continue
    agreed = "yes" if m["sources"] == "both" else "no"
    successions.append([m["old_code"], m["new_ward_code"], m["extent"], agreed])
successions.sort(key=lambda line: (len(line[0]), line[0], line[1]))
write("successions.csv", ["from", "to", "extent", "agreed"], successions)

renames = [
    [n["code"], n["name_2025_07"], n["name_2026_07"], n["change"], n["effective_date"]]
    for n in rows("name_changes.csv")
]
renames.sort(key=lambda line: (len(line[0]), line[0]))
write("renames.csv", ["code", "old", "new", "change", "effective"], renames)

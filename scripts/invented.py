"""An invented workspace of any sound shape, for ``shapes.py``: whatever the rules of the data allow may stand in it."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("en", "es", "fr")
WORDS = {
    "en": "the of and city council migrants residents office plan offers since health schools local rights "
    "non-governmental municipality's access intermunicipal agreement interinstitutional 2019 training to for a "
    "consulates programme (2021-2024) support diaspora-led is in",
    "es": "la de y el ayuntamiento migrantes oficina plan ofrece desde salud escuelas locales derechos a o en e "
    "interinstitucional municipalidad acceso convenio 2019 formación para que los consulados programa (2021-2024) "
    "no gubernamentales apoyo diáspora corresponsabilidad",
    "fr": "la de et le conseil migrants habitants bureau plan offre depuis santé écoles locales droits à l'accès "
    "interinstitutionnel municipalité d'accueil convention 2019 formation pour qu'une des consulats programme "
    "(2021-2024) appui diaspora intercommunalité y",
    "de": "Kraftfahrzeughaftpflichtversicherungsstelle "
    "die Stadt und der Rat bietet seit Büro Plan Gesundheit Schulen Rechte 2019 Staatsangehörigkeitsbehörde ein",
    "ru": "город и совет с больницы школы права жители бюро план межведомственное 2019 соглашение для мигрантов не",
    "el": "ο δήμος και το γραφείο σχέδιο υγεία σχολεία δικαιώματα 2019 κάτοικοι για μετανάστες διαδημοτική συμφωνία",
    "ar": "البلدية و تقدم معلومات عن الخدمات الصحية والتعليم لجميع السكان 2019 الجدد في المدينة خطة (2021-2024)",
}
PLACES = "Alba Bruma Cala Duna Estero Foz Grava Hoya Islote Junco Loma Mareas Norte Orilla Puente Ribera Sauce Vega"
LINKS = ("", "", "", " de la {} de los {}", " del {}", "-sur-{}", " d'{}", " {} y {} del {}", " & {} (“{}”)")
ODD_NAMES = (
    "Å",
    "Ýr",
    "Łódź-Źródło",
    "Θάλασσα",
    "Нижний Берег",
    "Sources",
    "Contents",
    "Health",
    "Llan" + "fair" * 5,
    "7",
)
COUNTRIES = ("NO", "PT", "BR", "CL", "BO", "VE", "DO", "IS", "GB", "CD")
COUNTS = (0, 0, 1, 1, 2, 3, 4, 6, 9)
KINDS = ("developed", "potential")
EARLIER = ("2017-03", "2019-11")
SPICES = (
    *("*slowly*", "**firmly**", "*two **in** one*", "[the site](https://example.org/a_b?c=d&e=f#g)"),
    *("[a desk](mailto:desk@example.org)", "[Casa Aberta]{lang=pt}", "[Rådet for alle]{.institution lang=nb}"),
    *('[the Plan]{.plan entry="Emergency Plan (Alba)"}', "[the *new* Act]{.law year=2008}", "\\[sic\\]", "5 * 3"),
    *("<b>bold</b>", "{{ name }}", "{% if %}", "![alt](x.png)", "&amp; & <", "https://example.org/" + "long/" * 20),
    *("x" * 130, "Kapitänsmützenabzeichenherstellerverband", "“outer ‘inner’ words”", "\"typed 'inner' marks\""),
    *(
        "12.5 % of 1,234.50 €",
        "½ × 3 – 4 — 5…",
        "e\u0301te\u0301",
        "soft\u00adhyphen",
        "hard\u00a0space",
        "in\u200bvisible",
    ),
    *("№ 5, § 7, 3º", "Ελλάδα", "Москва", "snake_case `code`", "# 1. @name C:\\path", "ABC-2022-R1", "R1, R2", "(A-1)"),
    *(
        "Nothing listed in this profile.",
        "Page 3",
        "[[nested]{lang=nb}, twice]{.network}",
        "[مدينة]{lang=ar}",
        "1:2; 3!",
    ),
)


class Shape:
    """The data of one trial."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.chance = root, chance
        self.framework = yaml.safe_load((ROOT / "data" / "framework.yaml").read_text("utf-8"))
        self.named = chance.random() < 0.25
        if self.named:
            self._rename()
        self.topics = {item["slug"]: [topic["slug"] for topic in item["topics"]] for item in self.framework["domains"]}
        self.all_topics = [topic for topics in self.topics.values() for topic in topics]
        self.counts = chance.choice((COUNTS, COUNTS, (0, 0, 0, 1), (4, 6, 9, 14)))
        self.longest = chance.choice((12, 30, 45, 90))
        self.translated = chance.random() < 0.6
        self.source = chance.choice(("es", "fr", "de", "ru", "el", "ar")) if chance.random() < 0.4 else "en"
        self.sorted, self.told = (chance.choice((0.0, 0.9, 0.9, 1.0)) for _ in range(2))
        self.spiced, self.odd = chance.choice((0.0, 0.0, 0.1, 0.5)), chance.choice((0.0, 0.1, 0.4))
        self.spiced = min(self.spiced, 0.1) if self.source == "ar" else self.spiced  # docs/limits.md
        self.near = chance.choice((None, (4.6, -74.1), (59.9, 10.7), (-17.7, 178.0), (-33.5, -70.6), (89.5, 0.0)))
        self.level = chance.choice(("local", "local", "local", "national"))
        self.names: list[str] = []
        self.cities: list[str] = []
        self.editions: list[str] = []
        """Earlier editions of the first city."""

    def write(self) -> None:
        """Write the profiles, the first in several editions, who publishes, and one or two regions."""
        self._save("framework.yaml", self.framework)
        if self.source == "ar":
            self._give_fonts()
        for number in range(self.chance.choice((1, 2, 3, 3, 4, 5, 5, 6, 9))):
            city = f"place-{number}"
            self.cities.append(city)
            data = self._profile(number) | {"city": city}
            for edition in self.chance.choice((EARLIER, EARLIER[:1])) if number == 0 else ():
                self._save(f"profiles/{city}-{edition}.yaml", self._changed(data, edition))
                self.editions.append(edition)
            self._save(f"profiles/{city}.yaml", data)
        if self.chance.random() < 0.4:
            self._save("publisher.yaml", self._publisher())
        places = [*self.cities]
        places[0] += "-2021-05"
        self._save("regions/shapes.yaml", self._region("shapes", {"cities": places}))
        if self.chance.random() < 0.2:
            self._save("regions/some.yaml", self._region("some", {"cities": places[: len(places) // 2 + 1]}))

    def picture(self) -> str:
        """The name of a picture of some form in the workspace, gray, so that it serves both editions."""
        chance, name = self.chance, f"picture-{len(self.names)}"
        file = self.root / "assets" / "images" / f"{name}.{chance.choice(('jpg', 'png'))}"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", chance.choice(((2700, 1600), (2700, 3600))), chance.choice((60, 200))).save(file)
        return file.name

    def _save(self, path: str, data: Any) -> None:
        target = self.root / "data" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110), "utf-8")

    def _give_fonts(self) -> None:
        theme = (
            (ROOT / "assets" / "theme.yaml")
            .read_text("utf-8")
            .replace(": Open Sans", ": [Open Sans, Noto Naskh Arabic]")
        )
        shutil.copytree(ROOT / "tests" / "fonts", self.root / "assets" / "fonts")
        (self.root / "assets" / "theme.yaml").write_text(theme, "utf-8")

    def _rename(self) -> None:
        """Topics of the workspace: few or many, with short or long names, and domains that are called otherwise."""
        chance = self.chance
        for domain in self.framework["domains"]:
            count, words = chance.choice((1, 2, 6, 12)), chance.choice((1, 4, 9))
            domain["topics"] = [
                {"slug": f"{domain['slug']}-{number}", "name": self._each(words, f" {number}")}
                for number in range(count)
            ]
            if chance.random() < 0.4:
                domain["name"] = {
                    language: f"{chance.choice(WORDS[language].split())[:12]} {domain['number']}"
                    for language in LANGUAGES
                }

    def _each(self, words: int, end: str) -> dict[str, str]:
        return {language: self._said(language, words)[:77].strip(" (-'") + end for language in LANGUAGES}

    def _publisher(self) -> dict[str, Any]:
        chance, said = self.chance, {"name": "Example Press", "url": "https://example.org", "language": self.source}
        if chance.random() < 0.5:
            said["name"] = self._short(75)
        said["contact"] = self._short(190) if chance.random() < 0.5 else "desk@example.org"
        said["note"] = self._short(chance.choice((60, 290)))
        return said | ({"logo": self.picture()} if chance.random() < 0.5 else {})

    def _region(self, name: str, members: dict[str, Any]) -> dict[str, Any]:
        chance = self.chance
        region = {
            "region": name,
            "title": self._title("Shapes of places"),
            "level": self.level,
            "language": self.source,
            **members,
        }
        if chance.random() < 0.3:
            region["title"] = self._short(58)
        if chance.random() < 0.7:
            region["introduction"] = self._text(chance.choice((20, 60, 120)), most=1000)
        if chance.random() < 0.3:
            region["licence"] = chance.choice(("CC-BY-4.0", self._said("en", 30)))
        return region

    def _profile(self, number: int) -> dict[str, Any]:
        chance, name, code = self.chance, self._name(), "P" + chr(65 + number // 26) + chr(65 + number % 26)
        data: dict[str, Any] = {
            **{"city": "", "edition": "2021-05", "code": code, "level": self.level, "revised": "2024-03-01"},
            "place": {"name": name, "country": chance.choice(COUNTRIES)},
            "source": {"title": f"Profile of {name}", "publisher": "Example Press", "language": self.source},
        }
        if self.near and chance.random() < 0.9:
            apart = chance.choice((0.0, 0.1, 1.0, 8.0))
            latitude, longitude = (at + chance.uniform(-apart, apart) for at in self.near)
            data["place"]["coordinates"] = [round(min(latitude, 90.0), 3), round((longitude + 180) % 360 - 180, 3)]
        if chance.random() < 0.3:
            data["place"]["official"] = chance.choice((f"Municipality of {name}"[:118], self._short(115)))
        if chance.random() < 0.7:
            data["source"]["url"] = f"https://example.org/{'places/' * chance.choice((0, 1, 6, 40))}{code.lower()}"
        if chance.random() < 0.2:
            data["source"] |= {"title": self._said(self.source, 60)[:290], "publisher": self._said("en", 14)[:78]}
        if chance.random() < 0.3:
            data["source"] |= {"framework": self._short(115), "wording": "verbatim"}
        self._beside(data)
        data["findings"] = {
            domain: {kind: [self._finding(domain) for _ in range(chance.choice(self.counts))] for kind in KINDS}
            for domain in self.topics
        }
        self._mark_key_points(data["findings"])
        return data

    def _beside(self, data: dict[str, Any]) -> None:
        chance = self.chance
        if chance.random() < 0.7:
            data["introduction"] = self._text(chance.choice((15, 40, 90)), most=700)
        elif chance.random() < 0.5:
            data["facts"] = [
                {
                    "label": self._short(chance.choice((20, 45))),
                    "value": "12,000",
                    "year": 2020,
                    "source": self._short(60),
                }
                for _ in range(chance.randint(1, 2))
            ]
        if chance.random() < 0.4:
            data["contact"] = chance.choice(("Desk for migration, desk@example.org", self._short(190)))
        if chance.random() < 0.2:
            data["cover"] = {"image": self.picture(), "alt": self._short(290), "credit": self._short(110)}
        if chance.random() < 0.2:
            data["quote"] = {"text": self._short(390), "speaker": self._short(70), "role": self._short(110)}
            data["quote"]["source"] = self._short(190)

    def _changed(self, data: dict[str, Any], edition: str) -> dict[str, Any]:
        """An earlier edition: findings in the same words, in others, in the other list, or none of them."""
        chance, findings = self.chance, {}
        other = self._profile(0)["findings"]
        for domain, lists in data["findings"].items():
            older: dict[str, list[Any]] = {kind: [] for kind in KINDS}
            for kind, items in lists.items():
                for item in items:
                    before = {key: item[key] for key in item if key not in ("key", "follows")}
                    fate = chance.choice(("same", "same", "words", "list", "gone"))
                    if fate == "words":
                        before["text"] = self._reworded(item["text"])
                    if fate != "gone":
                        older[KINDS[kind == KINDS[0]] if fate == "list" else kind].append(before)
            for kind in KINDS:
                older[kind] += [
                    {key: item[key] for key in item if key != "key"}
                    for item in other[domain][kind][: chance.randint(0, 2)]
                ]
                chance.shuffle(older[kind])
            if chance.random() < 0.3 and (first := older[KINDS[0]] + older[KINDS[1]]):
                letter = next(item["letter"] for item in self.framework["domains"] if item["slug"] == domain)
                now = lists[KINDS[0]] + lists[KINDS[1]]
                if now:
                    now[0]["follows"] = f"{data['code']}-{edition[:4]}-{letter}{chance.randint(1, len(first))}"
            findings[domain] = older
        return data | {"edition": edition, "findings": findings, "revised": f"{edition}-28"}

    def _reworded(self, text: Any) -> Any:
        said = text if isinstance(text, dict) else {self.source: text}
        said = {language: f"{words[:-1]} {self._said(language, 3).lower()}." for language, words in said.items()}
        return said if isinstance(text, dict) else said[self.source]

    def _mark_key_points(self, findings: dict[str, Any]) -> None:
        """As many in the one list as in the other."""
        lists = [[item for lists in findings.values() for item in lists[kind]] for kind in KINDS]
        count = min(self.chance.randint(0, 3), *map(len, lists))
        for listed in lists:
            for item in self.chance.sample(listed, count):
                item["key"] = True

    def _finding(self, domain: str) -> dict[str, Any]:
        chance = self.chance
        finding: dict[str, Any] = {"text": self._text(chance.randint(6, self.longest), marks=True)}
        if chance.random() < self.sorted:
            finding["topics"] = [chance.choice(self.topics[domain])]
            others = [topic for topic in self.all_topics if topic != finding["topics"][0]]
            finding["topics"] += chance.sample(others, min(len(others), chance.choice((0, 0, 1, 2))))
        if chance.random() < self.told:
            finding["gist"] = "w" * 60 if chance.random() < self.odd / 20 else self._title("", chance.randint(2, 9))
        return finding

    def _title(self, fixed: str, words: int = 4) -> Any:
        """A short text, the same in each language where one is given."""
        return self._in_languages(lambda language: (fixed or self._said(language, words))[:58].strip(" (-'"))

    def _short(self, most: int) -> Any:
        """A text that fills its place nearly."""
        return self._in_languages(
            lambda language: self._said(language, most // 3)[:most].rsplit(" ", 1)[0].strip(" (-'")
        )

    def _in_languages(self, say: Any) -> Any:
        return {language: say(language) for language in self._languages()} if self.translated else say(self.source)

    def _languages(self) -> list[str]:
        return list(dict.fromkeys((self.source, *LANGUAGES)))

    def _text(self, words: int, *, marks: bool = False, most: int = 1050) -> Any:
        chance = self.chance
        mark = chance.choice(("law", "plan", "programme", "institution")) if marks and chance.random() < 0.3 else ""
        year = chance.choice(("", " year=2015")) if mark in ("law", "plan") else ""
        spice = f" {chance.choice(SPICES)}" if chance.random() < self.spiced else ""
        if "[م" in spice and self.source != "ar":
            spice = ""
        name = f" [{self.names[-1]} 2015]{{.{mark}{year}}}" if mark else ""
        return self._in_languages(lambda language: self._said(language, words)[:most] + spice + name + ".")

    def _said(self, language: str, words: int) -> str:
        said = " ".join(self.chance.choices(WORDS[language].split(), k=words))
        return said[:1].upper() + said[1:]

    def _name(self) -> str:
        parts = self.chance.sample(PLACES.split(), 4)
        name = parts[0] + self.chance.choice(LINKS).format(*parts[1:])
        if self.chance.random() < self.odd:
            name = self.chance.choice((*ODD_NAMES, *self.names))
        else:
            name = name if name not in self.names else f"{name} {len(self.names)}"
        self.names.append(name)
        return name

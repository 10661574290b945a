"""Every command once, in three languages and both editions, in a new workspace: whether the program runs at all here.

    python scripts/smoke.py          with the Python, and the versions of libraries, that run this file

Stops at the first command that ends otherwise than expected, with what it said. ``scripts/versions`` runs it with the
lowest and with the newest versions that pyproject.toml allows.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from helpers.portal_pages import Shape, known, write_page  # noqa: E402

LANGUAGES = ("en", "es", "fr")
REGION = "region: rivers\ntitle: {en: Two rivers, es: Dos ríos, fr: Deux rivières}\ncities: [medellin, la-palma]\n"


def main() -> None:
    """Run the commands in a temporary workspace."""
    with tempfile.TemporaryDirectory(prefix="smoke-") as folder:
        place = Path(folder)
        environment = os.environ | {"XDG_CACHE_HOME": str(place / "own"), "PYTHONPATH": str(ROOT / "src")}
        environment.pop("MGI_REPORT_CACHE", None)
        commands(place, environment)


def commands(place: Path, environment: dict[str, str]) -> None:
    """Run each command and look at how it ends."""
    root = place / "mine"
    started = time.perf_counter()
    done = 0

    def run(*arguments: str, code: int = 0, says: str = "") -> None:
        nonlocal done
        command = [sys.executable, "-m", "mgi_report", *arguments]
        ended = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
        said = ended.stdout + ended.stderr
        if ended.returncode != code or says not in said or "Traceback" in said:
            sys.exit(f"mgi-report {' '.join(arguments)}\nended with {ended.returncode}, not {code}; it said:\n{said}")
        done += 1
        print(f"{time.perf_counter() - started:6.1f} s  mgi-report {' '.join(arguments)}", flush=True)

    run("--version")
    run(says="Usage")
    run("doctor", says="can build")
    run("init", "mine", says="ready")
    for name in ("medellin", "la-palma"):
        (root / "data" / "profiles" / f"{name}.yaml").write_bytes((ROOT / f"data/profiles/{name}.yaml").read_bytes())
    (root / "data" / "regions").mkdir()
    (root / "data" / "regions" / "rivers.yaml").write_text(REGION, encoding="utf-8")
    here = ("--workspace", "mine")
    run(*here, "check")
    run("schema", says='"$schema"')
    run("schema", "records", says='"end"')
    run("docs", says="tutorial")
    run("docs", "data", says="# Data")
    run("docs", "--man", says=".TH")
    for language in LANGUAGES:
        page = place / f"{language}.txt"
        page.write_bytes(write_page(known(language), Shape()))
        run(*here, "import", page.name, "--dry-run", says="Lindmark")
    run(*here, "import", "es.txt", "--out", "lindmark.yaml")

    run(*here, "build", "--language", "all", "--edition", "all")
    run(*here, "build", "--language", "all", "--edition", "all", says="nothing has changed")
    run(*here, "build", "medellin", "--language", "en", "--format", "docx", says="2 checks passed")
    run(*here, "build", "--exchange", "medellin", "--language", "es", "--edition", "docx", says="2 checks passed")
    run(*here, "pack", "medellin", "--language", "fr", "--mail", "-o", "package.zip", says="package.eml")
    run(*here, "build", "--region", "rivers")
    run(*here, "build", "--region", "rivers", "--language", "es", "--edition", "press", "--imposition", "booklet")
    built = sorted((root / "reports").rglob("*.pdf"))
    assert len(built) >= 2 * len(LANGUAGES) * 2 + len(LANGUAGES) + 1, built
    run("verify", *(str(file.relative_to(place)) for file in built if file.parent.name == "es"))
    alone = []
    for language, suffix in zip(LANGUAGES, ("svg", "png", "pdf"), strict=True):
        bound = (str(ROOT / "tests" / "foreign" / "typst-a.pdf"), "medellin", "la-palma", "-o", f"{language}.pdf")
        alone.append(("annex", *bound, "--language", language))
        alone.append(("figure", "wheel", "medellin", "--language", language, "-o", f"wheel.{suffix}"))
        for name in ("matrix", "map"):
            alone.append(("figure", name, "--region", "rivers", "--language", language, "-o", f"{name}.{suffix}"))
    alone.append(("figure", "matrix", "--region", "rivers", "--language", "es", "-o", "matrix.pptx"))
    alone.append(("figure", "wheel", "medellin", "la-palma", "--language", "fr", "-o", "wheel.pptx"))
    with ThreadPoolExecutor(os.cpu_count()) as several:
        list(several.map(lambda arguments: run(*here, *arguments), alone))
    run("verify", *(f"{language}.pdf" for language in LANGUAGES))

    for part in ("1/2", "2/2"):
        run(*here, "build", "--shard", part, "--out", f"part-{part[0]}")
    run("merge", "part-1", "part-2", "--out", "merged")
    look(place, environment)
    run(*here, "build", "--nope", code=1, says="--help")
    run(*here, "build", "atlantis", code=1, says="atlantis")
    run(*here, "build", "--language", "xx", code=1, says="xx")
    run("--json", *here, "verify", "es.txt", code=2, says='"kind"')
    print(f"{done} passed, 0 failed")


def look(place: Path, environment: dict[str, str]) -> None:
    """Look at a city in a preview until it is proved, and end it."""
    command = [sys.executable, "-m", "mgi_report", "--workspace", "mine", "preview", "medellin", "--no-open"]
    with subprocess.Popen(command, cwd=place, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().split()[2]
        with urllib.request.urlopen(f"{address}events?browser=smoke", timeout=120) as news:
            proved = any(b'"stage": "proved"' in line for line in news)
        process.send_signal(signal.SIGINT)
    if not proved or process.returncode:
        sys.exit(f"preview ended with {process.returncode}, the page {'' if proved else 'not '}proved")


if __name__ == "__main__":
    main()

"""Figures of a measurement: a table for people and JSON for programs."""

import json
import platform
import statistics
from pathlib import Path

from harness.programs import BUILT


def report(
    about: dict[str, object],
    runs: list[dict[str, float]],
    limits: dict[str, float],
    output: Path,
    at_least: dict[str, float] | None = None,
) -> None:
    """Medians of `runs`, beside what is allowed at most and wanted at least."""
    at_least = at_least or {}
    figures = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    about = about | {"build": BUILT.name, **_machine()}
    output.write_text(json.dumps({"about": about, "median": figures, "limits": limits, "atLeast": at_least, "runs": runs}, indent=2) + "\n")
    print(", ".join(f"{name}: {value}" for name, value in about.items()))
    for name, value in figures.items():
        limit = f"   (at most {limits[name]:g})" if name in limits else f"   (at least {at_least[name]:g})" if name in at_least else ""
        print(f"  {name:<40}{value:>9.2f}{limit}")
    print(f"  as JSON: {output}")


def _machine() -> dict[str, object]:
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    cores = sum(line.startswith("processor") for line in open("/proc/cpuinfo"))
    memory = int(next(line.split()[1] for line in open("/proc/meminfo") if line.startswith("MemTotal")))
    return {"cpu": cpu, "cores": cores, "memoryGB": round(memory / 1024**2, 1), "kernel": platform.release()}


def peak_memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmHWM in /proc/PID/status")

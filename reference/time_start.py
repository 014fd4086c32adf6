"""Starts a training run and prints when each event before the first step came, in seconds since the command began and in
seconds of processor time (docs/results/startup.md). Linux only.

    python time_start.py ../orca train CONFIG.yaml ...

--json is added. The run is ended as soon as its training loop begins, which is when the first forward pass does.
"""

import json
import os
import signal
import subprocess
import sys
import time


def main() -> None:
    begin = time.monotonic()
    process = subprocess.Popen([*sys.argv[1:], "--json"], stdout=subprocess.PIPE, text=True)
    shown = None
    for line in process.stdout:
        event = json.loads(line)
        seconds = time.monotonic() - begin
        kind = event["type"]
        words = event.get("phase") or event.get("message") or ""
        if kind == "phase_progress":
            shown = f"{seconds:7.2f}  {kind}  {words} {event['done']}/{event['total']}"
            continue
        if shown:
            print(shown)
            shown = None
        ticks = open(f"/proc/{process.pid}/stat").read().rsplit(")", 1)[1].split()
        cpu = (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")
        print(f"{seconds:7.2f} {cpu:7.2f}  {kind}  {words}", flush=True)
        if kind == "training_started":
            peak = next((l.split()[1] for l in open(f"/proc/{process.pid}/status") if l.startswith("VmHWM")), "?")
            print(f"         resident at most {int(peak) / 2**20:.2f} GiB; load average {os.getloadavg()[0]:.1f}")
            process.send_signal(signal.SIGKILL)
            break
    process.wait()


if __name__ == "__main__":
    main()

"""Hands a command of this folder to its module; script/python.sh starts it with a suitable Python."""

import importlib
import sys
from pathlib import Path

COMMANDS = {
    "demo": "loket_script.demo",
    "test": "loket_script.checks",
    "manage": "loket_script.commands",
    "bench": "loket_script.commands",
    "lock": "loket_script.lock",
}

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    from loket_script.console import Refusal, say

    name, arguments = sys.argv[1], sys.argv[2:]
    try:
        sys.exit(getattr(importlib.import_module(COMMANDS[name]), name)(arguments))
    except Refusal as refusal:
        say(str(refusal), error=True)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)

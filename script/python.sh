# Finds the newest suitable Python (CPython 3.12 to 3.14, with ssl and sqlite3) and hands over to script/__main__.py,
# which needs nothing but the standard library. Sourced by the commands in script/; plain POSIX sh, since no Python may be assumed yet.

loket_root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P) || exit 2
# Settings of the caller's own Python work must not leak into the project's environment.
unset PYTHONHOME PYTHONPATH PYTHONSTARTUP VIRTUAL_ENV __PYVENV_LAUNCHER__
# uv trusts the certificates of this machine, as pip does: many networks have one of their own.
export UV_SYSTEM_CERTS=1

loket_say() { printf 'Loket: %s\n' "$*" >&2; }

# Prints "RANK" (a number to sort on) when $1 is a Python that can run this project, else nothing. An old, broken
# or foreign interpreter fails the snippet itself, which is why every name in it is looked up by running it.
loket_rank() {
    "$1" -I -c '
import sys
v = sys.version_info
ok = (3, 12) <= v[:2] <= (3, 14) and v[3] == "final" and sys.implementation.name == "cpython"
import ssl, sqlite3, venv, zlib, ctypes, sysconfig
ok = ok and sqlite3.sqlite_version_info >= (3, 37) and not sysconfig.get_config_var("Py_GIL_DISABLED")
if ok:
    print(v[1] * 1000 + v[2])
' 2>/dev/null </dev/null
}

# Every place where a Python may stand, one path a line. Names on PATH first: at equal versions the first wins.
loket_candidates() {
    for loket_name in python3.14 python3.13 python3.12 python3 python; do
        command -v "$loket_name" 2>/dev/null
    done
    loket_home=${HOME:-/nonexistent}
    for loket_path in \
        "${PYENV_ROOT:-$loket_home/.pyenv}"/versions/*/bin/python \
        /usr/bin/python3.1[234] /usr/local/bin/python3.1[234] \
        "${HOMEBREW_PREFIX:-/opt/homebrew}"/bin/python3.1[234] \
        "${HOMEBREW_PREFIX:-/opt/homebrew}"/opt/python@3.1[234]/bin/python3.1[234] \
        /usr/local/opt/python@3.1[234]/bin/python3.1[234] \
        /home/linuxbrew/.linuxbrew/bin/python3.1[234] \
        /Library/Frameworks/Python.framework/Versions/3.1[234]/bin/python3.1[234] \
        "${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-$loket_home/.local/share}/uv/python}"/*/bin/python3.1[234] \
        "$loket_home"/.local/bin/python3.1[234] \
        "${ASDF_DATA_DIR:-$loket_home/.asdf}"/installs/python/*/bin/python3 \
        "${MISE_DATA_DIR:-$loket_home/.local/share/mise}"/installs/python/*/bin/python3
    do
        [ -x "$loket_path" ] && printf '%s\n' "$loket_path"
    done
}

# Prints the path of the newest suitable interpreter; fails when there is none.
loket_newest() {
    loket_best='' loket_best_rank=0
    loket_old_ifs=$IFS
    IFS='
'
    for loket_candidate in $(loket_candidates); do
        loket_found=$(loket_rank "$loket_candidate") || continue
        case $loket_found in '' | *[!0-9]*) continue ;; esac
        if [ "$loket_found" -gt "$loket_best_rank" ]; then
            loket_best=$loket_candidate loket_best_rank=$loket_found
        fi
    done
    IFS=$loket_old_ifs
    [ -n "$loket_best" ] && printf '%s\n' "$loket_best"
}

# The sources below get a Python where none stands. LOKET_OFFLINE=1 skips them.
# They write to stderr only; loket_newest is asked again afterwards.
loket_as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"; else return 1; fi
}

loket_apt() {
    command -v apt-get >/dev/null 2>&1 || return 1
    # A fresh machine has no package lists yet; a package that still has no candidate is not asked for.
    if ! apt-cache show "$@" >/dev/null 2>&1; then
        loket_as_root apt-get update -qq >/dev/null 2>&1 </dev/null
        apt-cache show "$@" >/dev/null 2>&1 || return 1
    fi
    loket_as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 </dev/null
}

# A uv that stands here, or one from the pip of an older Python (with the hashes of our own lock), pipx or apt.
loket_uv() {
    for loket_path in uv "${HOME:-/nonexistent}/.local/bin/uv" "${HOME:-/nonexistent}/.cargo/bin/uv" "$loket_root/.tools/bin/uv"; do
        if "$loket_path" --version >/dev/null 2>&1; then printf '%s\n' "$loket_path"; return 0; fi
    done
    loket_pin=$(mktemp "${TMPDIR:-/tmp}/loket-uv.XXXXXX") || return 1
    awk '/^[^ #]/ { wanted = /^uv==/ } wanted && !/^ *#/' "$loket_root/requirements/dev.txt" >"$loket_pin"
    loket_tries=0
    for loket_path in python3.14 python3.13 python3.12 python3.11 python3.10 python3.9 python3 \
        "${PYENV_ROOT:-${HOME:-/nonexistent}/.pyenv}"/versions/*/bin/python
    do
        "$loket_path" -m pip --version >/dev/null 2>&1 || continue
        # Without a network every one of them fails, each after its time-out.
        loket_tries=$((loket_tries + 1))
        [ "$loket_tries" -gt 3 ] && break
        "$loket_path" -m pip install -q --disable-pip-version-check --retries 1 --timeout 20 --require-hashes --no-deps \
            --only-binary :all: --target "$loket_root/.tools" --upgrade -r "$loket_pin" >/dev/null 2>&1 </dev/null || continue
        if "$loket_root/.tools/bin/uv" --version >/dev/null 2>&1; then
            rm -f "$loket_pin"
            printf '%s\n' "$loket_root/.tools/bin/uv"
            return 0
        fi
    done
    rm -f "$loket_pin"
    if command -v pipx >/dev/null 2>&1 && pipx install -q uv >&2 </dev/null; then
        for loket_path in uv "${HOME:-/nonexistent}/.local/bin/uv"; do
            if "$loket_path" --version >/dev/null 2>&1; then printf '%s\n' "$loket_path"; return 0; fi
        done
    fi
    loket_apt uv 2>/dev/null && command -v uv
}

loket_get_python() {
    [ "${LOKET_OFFLINE:-0}" = 1 ] && return 1
    loket_say "No Python 3.12 or newer found. Trying the system's packages and uv."
    # The system's own Python first, where the distribution is new enough.
    case $(apt-cache policy python3 2>/dev/null | sed -n 's/^ *Candidate: *//p') in
        3.1[234].* | 3.1[234]-*) loket_apt python3 python3-venv && return 0 ;;
    esac
    loket_tool=$(loket_uv) || return 1
    "$loket_tool" python install 3.13 >&2 </dev/null
}

loket_python() {
    # The environment's own interpreter is the quick road; without a stamp the environment was never finished.
    if [ -f "$loket_root/.venv/loket.json" ] && [ -n "$(loket_rank "$loket_root/.venv/bin/python")" ]; then
        printf '%s\n' "$loket_root/.venv/bin/python"
        return 0
    fi
    loket_newest && return 0
    loket_get_python && loket_newest && return 0
    loket_say "install Python 3.12, 3.13 or 3.14 (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python@3.13) and run this again."
    loket_say "installeer Python 3.12, 3.13 of 3.14 (Debian en Ubuntu: apt install python3 python3-venv; macOS: brew install python@3.13) en start dit opnieuw."
    return 1
}

# loket_hand_over COMMAND ARGUMENTS...: becomes Python, so that signals reach it and its exit code is ours.
loket_hand_over() {
    loket_interpreter=$(loket_python) || exit 2
    exec "$loket_interpreter" -s -X utf8 "$loket_root/script" "$@"
}

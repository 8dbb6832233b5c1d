# Words every script shares; sourced, never run.
#
# A step says one line; a failure says one sentence and what to do. `say` goes to stderr, because some scripts
# answer on stdout (`postgres.sh url`).

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step="$(basename "$0" .sh)"

say() { printf '%s: %s\n' "$step" "$*" >&2; }

refuse() {
    say "$*"
    exit 1
}

# Swift may be installed without being on the path of a root shell.
find_swift() {
    command -v swift >/dev/null && return
    local place
    for place in /opt/swift/usr/bin /usr/local/swift/usr/bin /usr/libexec/swift/bin "$HOME/.local/share/swiftly/bin"; do
        if [ -x "$place/swift" ]; then
            PATH="$place:$PATH"
            return
        fi
    done
    refuse "no Swift toolchain was found on the PATH; install Swift 6.3 for Debian 12 and try again."
}

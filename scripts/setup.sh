#!/usr/bin/env bash
# Installs what is missing, and only that: `setup.sh run` for the product, `setup.sh test` for the tests as well,
# `setup.sh bench` for the product and what measures it, `setup.sh cluster` for the product on several nodes.
#
# Made for a fresh Debian 12 with a Swift 6.3 toolchain, Python 3 and root. May be run as often as one likes: when
# nothing is missing it asks dpkg once, checks the front-end files and is done in about a second.
source "$(dirname "$0")/common.sh"
step=setup

tier="${1:-test}"
case "$tier" in
run | test | bench | cluster) ;;
*) refuse "say 'setup.sh run', 'test', 'bench' or 'cluster', not '$tier'." ;;
esac

# What the Swift toolchain links with, what the product links with, and what fetches the rest.
packages=(
    binutils gcc libc6-dev libstdc++-12-dev zlib1g-dev libcurl4 libncurses6 libxml2 tzdata git ca-certificates
    pkg-config libpq-dev libsqlite3-dev libargon2-dev libssl-dev libcurl4-openssl-dev
    libzip-dev libexpat1-dev libxlsxwriter-dev libmagic-dev libvips-tools
    libpango1.0-dev fonts-noto-cjk libgmime-3.0-dev
    coinor-libcbc-dev
    python3 python3-venv
)
case "$tier" in
test) packages+=(postgresql-15 chromium clamav-daemon poppler-utils dovecot-imapd openssl) ;;
bench) packages+=(wrk valgrind) ;;
cluster) packages+=(postgresql-15 haproxy pgbouncer wrk) ;;
esac

main() {
    find_swift
    install_debian_packages
    check_swift_version
    make_virtual_environment
    [ "$tier" != test ] || install_python_packages
    .venv/bin/python scripts/assets.py
    fetch_swift_packages
}

install_debian_packages() {
    command -v dpkg-query >/dev/null ||
        refuse "this is not Debian; install the equivalents of ${packages[*]} by hand and skip this step."
    local missing=() package
    for package in "${packages[@]}"; do
        [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            missing+=("$package")
    done
    if [ ${#missing[@]} = 0 ]; then
        say "Debian packages: all ${#packages[@]} present."
        return
    fi
    [ "$(id -u)" = 0 ] ||
        refuse "Debian packages are missing (${missing[*]}) and only root can install them; run this once with sudo."
    say "Debian packages: installing ${missing[*]} …"
    export DEBIAN_FRONTEND=noninteractive
    quietly apt-get update ||
        refuse "apt-get update failed; is the network there, and are /etc/apt's sources right? (.data/setup.log)"
    keep_debian_from_starting_a_database
    keep_debian_from_starting_servers
    quietly apt-get install --yes --no-install-recommends "${missing[@]}" ||
        refuse "apt-get could not install ${missing[*]}; is the network there? Its own words are in .data/setup.log."
    say "Debian packages: installed."
}

# Debian's postgresql-15 would make and start a server on port 5432. The tests start their own and want no other, so a
# machine that had no PostgreSQL is left without a running one.
keep_debian_from_starting_a_database() {
    case " ${missing[*]} " in *" postgresql-15 "*) ;; *) return ;; esac
    [ -e /etc/postgresql-common ] && return
    mkdir -p /etc/postgresql-common/createcluster.d
    echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.d/qingting.conf
}

# The same for those whose packages have no such switch: for as long as they are being installed nothing is started.
keep_debian_from_starting_servers() {
    case " ${missing[*]} " in *" dovecot-imapd "* | *" haproxy "* | *" pgbouncer "*) ;; *) return ;; esac
    [ -e /usr/sbin/policy-rc.d ] && return
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
}

check_swift_version() {
    local version
    version="$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -1)"
    [ -n "$version" ] || refuse "swift is there but does not start; 'swift --version' says why."
    [ "$(printf '6.3\n%s\n' "$version" | sort --version-sort | head -1)" = 6.3 ] ||
        refuse "Swift 6.3 or newer is needed and 'swift --version' says $version; put a newer toolchain on the PATH."
    say "Swift: $version."
}

# A Python of the project's own: it fetches the front-end files and, for the tests, drives the browser.
make_virtual_environment() {
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then return; fi
    say "Python: making .venv …"
    local python=python3
    python3 -c 'import ensurepip' 2>/dev/null || python=/usr/bin/python3
    rm -rf .venv
    quietly "$python" -m venv .venv || refuse "$python could not make .venv; see .data/setup.log for its reason."
}

install_python_packages() {
    local wanted=scripts/requirements-test.txt
    if cmp --silent "$wanted" .venv/requirements-test.txt; then
        say "Python packages: present."
        return
    fi
    say "Python packages: installing $(grep -v '^#' "$wanted" | tr '\n' ' ')…"
    # Wheels alone: a package that comes as source runs its own code while it is being installed.
    quietly .venv/bin/python -m pip install --disable-pip-version-check --only-binary=:all: --requirement "$wanted" ||
        refuse "pip could not install $wanted; is the network there? Its own words are in .data/setup.log."
    cp "$wanted" .venv/requirements-test.txt
}

fetch_swift_packages() {
    if [ .build/workspace-state.json -nt Package.swift ]; then return; fi
    say "Swift packages: fetching what Package.swift names …"
    quietly swift package resolve ||
        refuse "the Swift packages could not be fetched; is the network there? Its own words are in .data/setup.log."
    touch .build/workspace-state.json
}

quietly() {
    mkdir -p .data
    "$@" >>.data/setup.log 2>&1 </dev/null
}

main

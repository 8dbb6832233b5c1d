#!/usr/bin/env bash
# A PostgreSQL 15 of the tests' own, on 127.0.0.1, in a directory of its own.
#
#   postgres.sh start DIR   starts it unless it runs already, prints its address
#   postgres.sh url DIR     prints the address of the running one
#   postgres.sh stop DIR    stops it; says nothing when there is none
#
# Every start begins with an empty cluster: nothing is flushed to disk (it is only for tests), so what a crash left
# behind is worth nothing. The password is drawn anew each time: on a shared machine nobody else gets in.
source "$(dirname "$0")/common.sh"
step=postgres

binaries=/usr/lib/postgresql/15/bin
marker=.qingting-test-postgres

main() {
    [ $# = 2 ] || refuse "say 'postgres.sh start|stop|url DIR'."
    place="$(realpath --canonicalize-missing "$2")"
    case "$1" in
        start) start ;;
        stop) stop ;;
        url) is_running || refuse "no PostgreSQL runs in $2."; cat "$place/url" ;;
        *) refuse "say 'postgres.sh start|stop|url DIR', not '$1'." ;;
    esac
}

start() {
    if is_running && [ -s "$place/url" ]; then
        cat "$place/url"
        return
    fi
    stop
    [ -x "$binaries/initdb" ] || refuse "PostgreSQL 15 is not installed; 'make setup' installs it."
    clear_away
    mkdir -p "$place"
    touch "$place/$marker"
    choose_home
    make_cluster
    launch
    cat "$place/url"
}

# Removes what an earlier cluster left, and never a directory that this script did not make.
clear_away() {
    [ -e "$place" ] || return 0
    [ -e "$place/$marker" ] || [ -z "$(ls -A "$place")" ] ||
        refuse "$place exists and is not a test cluster of ours; name another directory or remove it."
    local old
    old="$(home)"
    [ -z "$old" ] || [ ! -e "$old/$marker" ] || rm -rf -- "$old"
    rm -rf -- "$place"
}

# The server refuses to run as root, so root hands it to the user postgres. That user may not be able to reach the
# checkout (/root is closed), and a socket's path may have 107 bytes at most: then the cluster lives under /tmp.
choose_home() {
    local home="$place/cluster"
    if [ ${#home} -gt 80 ] || ! as_owner test -x "$place"; then
        home="$(mktemp --directory /tmp/qingting-postgres.XXXXXX)"
    fi
    mkdir -p "$home"
    touch "$home/$marker"
    chmod 700 "$home"
    [ "$(id -u)" != 0 ] || chown -R postgres: "$home"
    echo "$home" >"$place/home"
}

make_cluster() {
    local home password
    home="$(home)"
    password="$(od --address-radix=n --format=x1 --read-bytes=18 /dev/urandom | tr -d ' \n')"
    (umask 077 && echo "$password" >"$place/password")
    as_owner tee "$home/password" <"$place/password" >/dev/null
    as_owner "$binaries/initdb" --pgdata "$home/data" --username postgres --pwfile "$home/password" --auth md5 \
        --locale C.UTF-8 --encoding UTF8 --no-sync >"$place/initdb.log" 2>&1 ||
        refuse "initdb failed: $(tail -1 "$place/initdb.log")"
    # Small, deaf to the network, and careless of power cuts; wide enough for a suite that runs in parallel.
    as_owner tee -a "$home/data/postgresql.conf" >/dev/null <<END
listen_addresses = '127.0.0.1'
unix_socket_directories = '$home'
max_connections = 200
max_locks_per_transaction = 256
max_pred_locks_per_transaction = 256
fsync = off
synchronous_commit = off
full_page_writes = off
max_parallel_workers_per_gather = 0
jit = off
timezone = 'UTC'
log_min_messages = fatal
END
}

# A port that was free a moment ago may be taken by the time we bind it: five are tried.
launch() {
    local home port attempt
    home="$(home)"
    for attempt in 1 2 3 4 5; do
        port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
        if as_owner "$binaries/pg_ctl" start --silent --wait --pgdata "$home/data" --log "$home/server.log" \
            --options "-p $port" </dev/null >/dev/null 2>&1; then
            (umask 077 && echo "postgres://postgres:$(cat "$place/password")@127.0.0.1:$port/postgres" >"$place/url")
            return
        fi
    done
    refuse "PostgreSQL did not start: $(tail -1 "$home/server.log" 2>/dev/null)"
}

# By the number the server wrote down itself, after asking whether that process is really this server.
stop() {
    if is_running; then
        as_owner "$binaries/pg_ctl" stop --silent --wait --mode fast --timeout 20 --pgdata "$(home)/data" >/dev/null 2>&1 ||
            as_owner "$binaries/pg_ctl" stop --silent --wait --mode immediate --pgdata "$(home)/data" >/dev/null
    fi
    if [ -e "$place/$marker" ]; then clear_away; fi
}

is_running() {
    local home number
    home="$(home)"
    [ -n "$home" ] || return 1
    number="$(head -1 "$home/data/postmaster.pid" 2>/dev/null)" || return 1
    tr '\0' ' ' 2>/dev/null <"/proc/$number/cmdline" | grep --quiet --fixed-strings "$home/data"
}

home() { cat "$place/home" 2>/dev/null || true; }

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        # From / because postgres may not be allowed to stand where root stands.
        (cd / && runuser --user postgres -- "$@")
    else
        "$@"
    fi
}

main "$@"

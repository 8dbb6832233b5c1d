#!/usr/bin/env bash
# Three nodes on one database, all on 127.0.0.1: a PostgreSQL 15 with a streaming standby, pgbouncer before it in session
# mode, three times `qingting demo`, and HAProxy before them.
#
#   cluster.sh start DIR          starts it, prints where everything is: one KEY=VALUE a line
#   cluster.sh stop DIR           stops it all, by the numbers the servers wrote down, and removes it
#   cluster.sh node-start DIR N   starts node N (1, 2 or 3)
#   cluster.sh node-stop DIR N    asks node N to leave and waits until it has gone
#   cluster.sh promote DIR        makes the standby the primary and points pgbouncer at it
#   cluster.sh standby-stop DIR   stops the standby, as a machine that is switched off
#   cluster.sh rejoin DIR         makes the other server a standby of the primary, anew from a copy, and waits for it
#
# The configurations lie in scripts/cluster/, as docs/operations.md shows them. CLUSTER_PROGRAM names another program than
# the debug build; CLUSTER_PACK another handbook; CLUSTER_ASYNC=1 a standby that is not waited for.
source "$(dirname "$0")/common.sh"
step=cluster

binaries=/usr/lib/postgresql/15/bin
marker=.qingting-cluster
program="${CLUSTER_PROGRAM:-.build/debug/qingting}"

main() {
    [ $# -ge 2 ] || refuse "say 'cluster.sh start|stop|node-start|node-stop|promote|standby-stop|rejoin DIR'."
    place="$(realpath --canonicalize-missing "$2")"
    if [ "$1" != start ] && [ "$1" != stop ]; then
        [ -s "$place/address" ] || refuse "no cluster runs in $2."
        # shellcheck source=/dev/null
        source "$place/address"
        home="$HOME_OF_CLUSTER"
    fi
    case "$1" in
        start) start ;;
        stop) stop ;;
        node-start) start_node "$3" ;;
        node-stop) stop_node "$3" ;;
        promote) promote ;;
        standby-stop) stop_server "$(other "$(cat "$place/primary")")" immediate ;;
        rejoin) rejoin ;;
        *) refuse "say 'cluster.sh start|stop|node-start|node-stop|promote|standby-stop|rejoin DIR', not '$1'." ;;
    esac
}

start() {
    stop
    local needed
    for needed in haproxy pgbouncer "$binaries/initdb"; do
        command -v "$needed" >/dev/null || refuse "$needed is not installed; 'scripts/setup.sh cluster' installs it."
    done
    [ -x "$program" ] || refuse "there is no $program; build it, or name another with CLUSTER_PROGRAM."
    [ ! -e "$place" ] || [ -z "$(ls -A "$place")" ] ||
        refuse "$place exists and is not a cluster of ours; name another directory or remove it."
    mkdir -p "$place"
    touch "$place/$marker"
    # Its sockets want a short path, its users a place they may enter: neither is sure below a checkout.
    home="$(mktemp --directory /tmp/qingting-cluster.XXXXXX)"
    touch "$home/$marker"
    echo "$home" >"$place/home"
    mkdir -p "$home/archive" "$home/nodes"
    chmod 755 "$home"
    if [ "$(id -u)" = 0 ]; then chown postgres: "$home" "$home/archive"; fi
    draw_addresses
    make_primary
    start_pgbouncer
    # The first node plays a month of work: what it writes may be lost until all of it is there.
    ask "$ADMIN_A" "ALTER SYSTEM SET synchronous_commit = off" "SELECT pg_reload_conf()" >/dev/null
    start_node 1
    ask "$ADMIN_A" "ALTER SYSTEM RESET synchronous_commit" "SELECT pg_reload_conf()" >/dev/null
    make_standby a b
    start_node 2
    start_node 3
    start_haproxy
    cat "$place/address"
}

draw_addresses() {
    local ports front password
    read -ra ports <<<"$(python3 -c '
import socket
held = [socket.socket() for _ in range(7)]
for one in held: one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in held])')"
    front="${ports[0]}"
    password="$(od --address-radix=n --format=x1 --read-bytes=18 /dev/urandom | tr -d ' \n')"
    (
        umask 077
        printf '%s\n' "HOME_OF_CLUSTER=$home" "URL=http://127.0.0.1:$front" "HAPROXY=$front" \
            "NODE1=${ports[1]}" "NODE2=${ports[2]}" "NODE3=${ports[3]}" "PGBOUNCER=${ports[4]}" \
            "SERVER_A=${ports[5]}" "SERVER_B=${ports[6]}" "PASSWORD=$password" \
            "DATABASE=postgres://qingting:$password@127.0.0.1:${ports[4]}/qingting" \
            "ADMIN_A=postgres://postgres:$password@127.0.0.1:${ports[5]}/qingting" \
            "ADMIN_B=postgres://postgres:$password@127.0.0.1:${ports[6]}/qingting" \
            "BOUNCER=postgres://pgbouncer:$password@127.0.0.1:${ports[4]}/pgbouncer" >"$place/address"
        echo a >"$place/primary"
    )
    # shellcheck source=/dev/null
    source "$place/address"
}

# --- PostgreSQL: the servers a and b, one of which is the primary --------------------------------------------------------

make_primary() {
    (umask 077 && echo "$PASSWORD" | as_owner tee "$home/password" >/dev/null)
    as_owner "$binaries/initdb" --pgdata "$home/a" --username postgres --pwfile "$home/password" --auth scram-sha-256 \
        --locale C.UTF-8 --encoding UTF8 >"$place/initdb.log" 2>&1 || refuse "initdb failed: $(tail -1 "$place/initdb.log")"
    # Nobody is waited for before there is somebody.
    fill cluster/primary.conf "PORT=$SERVER_A" SYNCHRONOUS= | as_owner tee -a "$home/a/postgresql.conf" >/dev/null
    run_server a
    ask "${ADMIN_A%/*}/postgres" "CREATE ROLE qingting LOGIN PASSWORD '$PASSWORD'" \
        "CREATE DATABASE qingting OWNER qingting TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"
}

# make_standby FROM TO: a copy that follows, and that commits wait for (unless CLUSTER_ASYNC says otherwise).
make_standby() {
    local from="$1" to="$2" port source
    port="$(port_of "$to")"
    source="$(port_of "$from")"
    stop_server "$to" immediate
    as_owner rm -rf "${home:?}/$to"
    ask "$(admin_of "$from")" "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE NOT active"
    as_owner env "PGPASSWORD=$PASSWORD" "$binaries/pg_basebackup" --pgdata "$home/$to" --host 127.0.0.1 --port "$source" \
        --username postgres --checkpoint fast --wal-method stream --create-slot --slot "standby_$to" \
        >>"$place/basebackup.log" 2>&1 || refuse "the copy failed: $(tail -1 "$place/basebackup.log")"
    # The copy has the primary's settings: it follows under a name of its own, and when it is promoted it waits for nobody.
    as_owner tee -a "$home/$to/postgresql.conf" >/dev/null <<END
port = $port
primary_conninfo = 'host=127.0.0.1 port=$source user=postgres password=$PASSWORD application_name=standby_$to'
primary_slot_name = 'standby_$to'
synchronous_standby_names = ''
END
    as_owner touch "$home/$to/standby.signal"
    as_owner rm -f "$home/$to/postgresql.auto.conf"
    run_server "$to"
    local attempt
    for attempt in $(seq 100); do
        [ "$(ask "$(admin_of "$from")" "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'")" = 0 ] || break
        sleep 0.1
    done
    if [ -z "${CLUSTER_ASYNC:-}" ]; then
        ask "$(admin_of "$from")" "ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby_$to)'" \
            "SELECT pg_reload_conf()" >/dev/null
    fi
}

run_server() {
    as_owner "$binaries/pg_ctl" start --silent --wait --pgdata "$home/$1" --log "$home/server-$1.log" </dev/null \
        >/dev/null 2>&1 || refuse "the server $1 did not start: $(tail -1 "$home/server-$1.log" 2>/dev/null)"
}

stop_server() {
    [ -s "$home/$1/postmaster.pid" ] || return 0
    as_owner "$binaries/pg_ctl" stop --silent --wait --mode "$2" --timeout 20 --pgdata "$home/$1" >/dev/null 2>&1 || true
}

promote() {
    local old new
    old="$(cat "$place/primary")"
    new="$(other "$old")"
    as_owner "$binaries/pg_ctl" status --pgdata "$home/$new" >/dev/null || refuse "the standby $new does not run."
    # Two primaries would be worse than none: the old one must be gone, and is not merely silent.
    stop_server "$old" immediate
    as_owner "$binaries/pg_ctl" promote --silent --wait --pgdata "$home/$new" >/dev/null ||
        refuse "the server $new did not become the primary."
    echo "$new" >"$place/primary"
    write_pgbouncer
    kill -HUP "$(cat "$home/pgbouncer.pid")"
}

rejoin() {
    local primary
    primary="$(cat "$place/primary")"
    make_standby "$primary" "$(other "$primary")"
}

other() { if [ "$1" = a ]; then echo b; else echo a; fi; }
port_of() { if [ "$1" = a ]; then echo "$SERVER_A"; else echo "$SERVER_B"; fi; }
admin_of() { if [ "$1" = a ]; then echo "$ADMIN_A"; else echo "$ADMIN_B"; fi; }

ask() {
    local address="$1" statement
    shift
    for statement in "$@"; do psql "$address" --quiet --no-align --tuples-only --set ON_ERROR_STOP=1 --command "$statement"; done
}

# --- pgbouncer, the nodes, HAProxy ---------------------------------------------------------------------------------------

write_pgbouncer() {
    fill cluster/pgbouncer.ini "PORT=$PGBOUNCER" PRIMARY_HOST=127.0.0.1 "PRIMARY_PORT=$(port_of "$(cat "$place/primary")")" |
        as_owner tee "$home/pgbouncer.ini" >/dev/null
}

start_pgbouncer() {
    write_pgbouncer
    printf '"%s" "%s"\n' qingting "$PASSWORD" pgbouncer "$PASSWORD" | as_owner tee "$home/users.txt" >/dev/null
    as_owner chmod 600 "$home/users.txt" "$home/pgbouncer.ini"
    # It refuses to run as root, as the database does.
    as_owner "$(command -v pgbouncer)" --daemon --quiet "$home/pgbouncer.ini" </dev/null >/dev/null 2>&1 ||
        refuse "pgbouncer did not start: $(tail -1 "$home/pgbouncer.log" 2>/dev/null)"
    wait_for "$PGBOUNCER" /dev/null || refuse "pgbouncer does not answer; see $home/pgbouncer.log."
}

start_node() {
    local number="$1" name="NODE$1" port
    port="${!name}"
    ! runs "$home/nodes/$number.pid" || refuse "node $number runs already."
    mkdir -p "$home/nodes/$number"
    "$program" demo --pack "${CLUSTER_PACK:-chain-retail}" --data "$home/nodes/$number" --database "$DATABASE" \
        --port "$port" --trusted-proxies 127.0.0.1 --leaving-seconds 3 --api-per-minute 1000000 \
        --webhook-networks 127.0.0.1 </dev/null >>"$home/nodes/$number.log" 2>&1 &
    echo $! >"$home/nodes/$number.pid"
    wait_for "$port" "$home/nodes/$number.pid" || refuse "node $number did not open; see $home/nodes/$number.log."
}

stop_node() {
    local file="$home/nodes/$1.pid" attempt
    runs "$file" || return 0
    kill "$(cat "$file")" 2>/dev/null || true
    for attempt in $(seq 300); do
        if ! runs "$file"; then
            rm -f "$file"
            return 0
        fi
        sleep 0.1
    done
    refuse "node $1 does not go."
}

start_haproxy() {
    fill cluster/haproxy.cfg "PORT=$HAPROXY" "NODE1=$NODE1" "NODE2=$NODE2" "NODE3=$NODE3" >"$home/haproxy.cfg"
    haproxy -f "$home/haproxy.cfg" -D -p "$home/haproxy.pid" >"$home/haproxy.log" 2>&1 </dev/null ||
        refuse "HAProxy did not start: $(tail -1 "$home/haproxy.log")"
    wait_for "$HAPROXY" "$home/haproxy.pid" || refuse "HAProxy does not answer; see $home/haproxy.log."
}

# The first node plays a month of work before it opens: that may take minutes. Gives up when the process has gone.
wait_for() {
    local attempt
    for attempt in $(seq 9000); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return 0; fi
        [ ! -f "$2" ] || runs "$2" || return 1
        sleep 0.1
    done
    return 1
}

# By the numbers the servers wrote down, after asking whether those processes are really ours.
stop() {
    [ -e "$place/$marker" ] || return 0
    home="$(cat "$place/home" 2>/dev/null || true)"
    if [ -n "$home" ] && [ -e "$home/$marker" ]; then
        local file number
        for file in "$home/haproxy.pid" "$home"/nodes/*.pid; do
            # Whoever stops everything has nobody to wait for: a node need not say farewell.
            if runs "$file"; then kill -KILL "$(cat "$file")" 2>/dev/null || true; fi
        done
        if runs "$home/pgbouncer.pid"; then kill -INT "$(cat "$home/pgbouncer.pid")" 2>/dev/null || true; fi
        for number in b a; do stop_server "$number" immediate; done
        rm -rf -- "$home"
    fi
    rm -rf -- "$place"
}

runs() {
    local number
    number="$(cat "$1" 2>/dev/null)" || return 1
    [ -n "$number" ] && tr '\0' ' ' 2>/dev/null <"/proc/$number/cmdline" | grep --quiet --fixed-strings "$home"
}

# fill FILE NAME=VALUE…: the configuration with its {NAME}s filled in.
fill() {
    local file="scripts/$1" text pair
    text="$(cat "$file")"
    shift
    for pair in "HOME=$home" "ARCHIVE=$home/archive" "$@"; do text="${text//"{${pair%%=*}}"/"${pair#*=}"}"; done
    printf '%s\n' "$text"
}

as_owner() {
    if [ "$(id -u)" = 0 ]; then
        # From / because postgres may not be allowed to stand where root stands.
        (cd / && runuser --user postgres -- "$@")
    else
        "$@"
    fi
}

main "$@"

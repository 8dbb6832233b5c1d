#!/usr/bin/env bash
# A mail server of the tests' own, on 127.0.0.1: dovecot for IMAP (plain, STARTTLS and TLS), aiosmtpd for SMTP, which
# puts what it takes into the same mailboxes.
#
#   mail.sh start DIR   starts it unless it runs already, prints where it is: one KEY=VALUE a line
#   mail.sh stop DIR    stops it; says nothing when there is none
#
# Every user there is has the password that is printed, and an empty mailbox: the name before the @ names it. Letters lie
# in HOME/NAME/Maildir; a file put into its folder `new` is a letter that has arrived. The certificate is drawn anew at
# each start and signed by an authority of its own.
source "$(dirname "$0")/common.sh"
step=mail

marker=.qingting-test-mail

main() {
    [ $# = 2 ] || refuse "say 'mail.sh start|stop DIR'."
    place="$(realpath --canonicalize-missing "$2")"
    case "$1" in
        start) start ;;
        stop) stop ;;
        *) refuse "say 'mail.sh start|stop DIR', not '$1'." ;;
    esac
}

start() {
    if [ -s "$place/address" ] && runs dovecot && runs smtp; then
        cat "$place/address"
        return
    fi
    stop
    command -v dovecot >/dev/null || refuse "dovecot is not installed; 'make setup' installs it."
    [ ! -e "$place" ] || [ -e "$place/$marker" ] || [ -z "$(ls -A "$place")" ] ||
        refuse "$place exists and is not a mail server of ours; name another directory or remove it."
    mkdir -p "$place"
    touch "$place/$marker"
    # Its sockets want a short path, its users a place they may enter: neither is sure below a checkout.
    home="$(mktemp --directory /tmp/qingting-mail.XXXXXX)"
    touch "$home/$marker"
    echo "$home" >"$place/home"
    password="$(od --address-radix=n --format=x1 --read-bytes=12 /dev/urandom | tr -d ' \n')"
    choose_owner
    mkdir -p "$home/users" "$home/run"
    chown "$owner" "$home/users"
    chmod 755 "$home" "$home/users"
    draw_certificate
    local attempt
    for attempt in 1 2 3 4 5; do
        read -r imap imaps smtp smtps <<<"$(python3 -c '
import socket
held = [socket.socket() for _ in range(4)]
for one in held: one.bind(("127.0.0.1", 0))
print(*[one.getsockname()[1] for one in held])')"
        configure
        dovecot -c "$home/dovecot.conf" >>"$home/log" 2>&1 </dev/null || continue
        .venv/bin/python scripts/mail_smtp.py "$home" "$owner" "$smtp" "$smtps" >>"$home/log" 2>&1 </dev/null &
        echo $! >"$home/smtp.pid"
        if answers "$imap" && answers "$smtp"; then
            printf '%s\n' "IMAP=$imap" "IMAPS=$imaps" "SMTP=$smtp" "SMTPS=$smtps" "PASSWORD=$password" \
                "HOME=$home/users" "AUTHORITIES=$home/authority.pem" "OWNER=$owner" >"$place/address"
            chmod 600 "$place/address"
            cat "$place/address"
            return
        fi
        end_servers
    done
    refuse "the mail server did not start: $(tail -2 "$home/log" 2>/dev/null)"
}

# Root may not own letters: they belong to `mail` then, and dovecot's own users do the rest. Anybody else does it all.
choose_owner() {
    if [ "$(id -u)" = 0 ]; then
        owner="$(id -u mail)" internal=dovecot login=dovenull chroot=login
    else
        owner="$(id -u)" internal="$(id -un)" login="$(id -un)" chroot=
    fi
}

draw_certificate() {
    (
        cd "$home"
        umask 077
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj "/CN=Test authority" \
            -keyout authority.key -out authority.pem
        openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=localhost" \
            -keyout server.key -out server.csr
        openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 30 \
            -extfile <(echo "subjectAltName=DNS:localhost") -out server.pem
        chmod 644 authority.pem
    ) >>"$home/log" 2>&1 || refuse "no certificate could be made; see $home/log."
}

configure() {
    cat >"$home/dovecot.conf" <<END
base_dir = $home/run
log_path = $home/dovecot.log
protocols = imap
listen = 127.0.0.1
default_internal_user = $internal
default_login_user = $login
default_internal_group = $(id -gn "$internal")
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
mailbox_list_index = no
mail_privileged_group =
ssl = yes
ssl_cert = <$home/server.pem
ssl_key = <$home/server.key
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
passdb {
  driver = static
  args = password=$password
}
userdb {
  driver = static
  args = uid=$owner gid=$(id -g "$owner" 2>/dev/null || echo "$owner") home=$home/users/%n
}
service imap-login {
  chroot = $chroot
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
END
}

answers() {
    local attempt
    for attempt in $(seq 100); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return 0; fi
        sleep 0.1
    done
    return 1
}

# By the numbers the servers wrote down, after asking whether those processes are really ours.
end_servers() {
    local server
    for server in smtp dovecot; do
        if runs "$server"; then kill "$(number "$server")" 2>/dev/null || true; fi
    done
    # What has not gone yet still holds its place.
    local attempt
    for attempt in $(seq 50); do
        runs dovecot || runs smtp || return 0
        sleep 0.1
    done
}

stop() {
    [ -e "$place/$marker" ] || return 0
    local old
    old="$(cat "$place/home" 2>/dev/null || true)"
    end_servers
    [ -z "$old" ] || [ ! -e "$old/$marker" ] || rm -rf -- "$old"
    rm -rf -- "$place"
}

number() {
    local home
    home="$(cat "$place/home" 2>/dev/null)" || return 1
    case "$1" in
        smtp) cat "$home/smtp.pid" 2>/dev/null ;;
        dovecot) cat "$home/run/master.pid" 2>/dev/null ;;
    esac
}

runs() {
    local process
    process="$(number "$1")" || return 1
    [ -n "$process" ] && tr '\0' ' ' 2>/dev/null <"/proc/$process/cmdline" |
        grep --quiet --fixed-strings "$(cat "$place/home")"
}

main "$@"

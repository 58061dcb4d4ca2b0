#!/bin/sh
# AMI Bakery tests the image of this instance, in a network without ways out. What comes of it is written to the console.
tag='@TAG@' budget='@BUDGET@' limit='@LIMIT@' url='@URL@' script='@SCRIPT@' FETCH='@FETCH@' most='@MOST@'
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export PATH LC_ALL FETCH
if [ "$1" != go ]; then
    # Beside the boot: it is over only when this script has ended.
    systemd-run --unit=ami-bakery-test /bin/sh "$0" go >/dev/null 2>&1 && exit 0
    setsid /bin/sh "$0" go </dev/null >/dev/null 2>&1 &
    exit 0
fi
work=$(dirname "$0")/ami-bakery-test
mkdir -p "$work" && cd "$work" || exit 1
up() { read -r seconds _ </proc/uptime && echo "${seconds%.*}"; }
began=$(up)
passed() { echo $(($(up) - began)); }
# It ends by itself, whatever becomes of who launched it.
(sleep "$limit"; poweroff; sleep 30; poweroff -f) &

out() { printf '%s' "$1" >/dev/console 2>/dev/null || printf '%s' "$1" >/dev/ttyS0; }
# In pieces of a line each: what the kernel writes between them spoils one, not all.
tell() {
    pieces=$(base64 <"$2" | tr -d '\n' | fold -w 160)
    count=$(printf '%s\n' "$pieces" | wc -l | tr -d ' ') number=0
    for piece in $pieces; do
        number=$((number + 1))
        line="$tag $1 $number/$count $piece"
        out "
$line $(printf %s "$line" | sha256sum | cut -c1-8)
"
    done
}

answers() {
    if command -v curl >/dev/null; then
        answer=$(curl -s -k -o /dev/null -m 5 -w '%{http_code}' "$url")
    elif command -v wget >/dev/null; then
        answer=$(wget -q -T 5 -O /dev/null "$url" && echo 200)
    else
        answer=$(python3 -c 'import sys,urllib.request as r; print(r.urlopen(sys.argv[1],timeout=5).status)' "$url" 2>/dev/null)
    fi
    [ "$answer" = 200 ]
}

healthy() {
    while :; do
        state=$(systemctl is-system-running 2>/dev/null)
        case $state in
            running) break ;;
            degraded)
                why="failed units: $(systemctl list-units --failed --plain --no-legend --no-pager | awk '{print $1}' | head -n 5 | tr '\n' ' ')"
                return 1
                ;;
            maintenance | stopping)
                why="the system is $state"
                return 1
                ;;
        esac
        if [ "$(passed)" -ge "$budget" ]; then
            why="the system is still ${state:-without systemd}; it waits for: $(systemctl list-jobs --plain --no-legend --no-pager |
                awk '$4 == "running" {print $2}' | head -n 5 | tr '\n' ' ')"
            return 1
        fi
        sleep 0.3
    done
    [ -n "$url" ] || return 0
    until answers; do
        if [ "$(passed)" -ge "$budget" ]; then
            why="$url answered ${answer:-nothing}"
            return 1
        fi
        sleep 0.3
    done
}

# Lines that fetch, out of a text; a call of this machine's own addresses is none.
fetches() {
    awk -v where="$1" '
        /^[ \t]*#/ { next }
        {
            line = $0
            gsub(/https?:\/\/(localhost|127\.[0-9.]+|\[::1\]|169\.254\.169\.254)[^ \t"]*/, "local:", line)
            if (line ~ /local:/ && line !~ /:\/\// && line !~ /install|update|upgrade/) next
            if (line ~ ENVIRON["FETCH"]) { print "fetch " where ": " substr($0, 1, 200); exit }
        }'
}

# Of what a service runs: the words, and the shell scripts that they name.
units() {
    active=$(systemctl list-units --type=timer,path,socket --state=active --plain --no-legend --no-pager | awk '{print $1}' | tr '\n' ' ')
    services=$(systemctl list-units --all --type=service --plain --no-legend --no-pager | awk '{print $1}')
    # shellcheck disable=SC2086
    systemctl show -p Id -p LoadState -p UnitFileState -p TriggeredBy -p ExecMainStartTimestampMonotonic -p ExecStartPre -p ExecStart \
        -p ExecStartPost --no-pager $services | active=$active awk '
        BEGIN { RS = ""; FS = "\n"; split(ENVIRON["active"], list, " "); for (i in list) active[list[i]] }
        {
            id = ""; runs = 0; loaded = 0; n = 0
            for (i = 1; i <= NF; i++) {
                name = $i; sub(/=.*/, "", name); value = substr($i, length(name) + 2)
                if (name == "Id") id = value
                if (name == "LoadState" && value == "loaded") loaded = 1
                if (name == "UnitFileState" && value ~ /^(enabled|generated)/) runs = 1
                if (name == "ExecMainStartTimestampMonotonic" && value > 0) runs = 1
                if (name == "TriggeredBy") { m = split(value, by, " "); for (j = 1; j <= m; j++) if (by[j] in active) runs = 1 }
                if (name ~ /^ExecStart/ && match(value, /argv\[\]=.* ; ignore_errors=/))
                    words[++n] = substr(value, RSTART + 7, RLENGTH - 7 - 17)
            }
            if (loaded && runs && id != "ami-bakery-test.service") for (i = 1; i <= n; i++) print id " " words[i]
        }' | while read -r unit words; do
        named=$(printf '%s\n' "$words" | fetches "$unit")
        [ -z "$named" ] || { echo "$named"; continue; }
        for word in $(printf '%s\n' "$words" | tr -d "\"';()"); do
            case $word in /*) ;; *) continue ;; esac
            [ -f "$word" ] && head -n 1 "$word" | tr -d '\0' | grep -q '^#!.*sh' && head -c 200000 "$word" | fetches "$unit ($word)"
        done
    done
}

cron() {
    command -v cron >/dev/null || command -v crond >/dev/null || command -v anacron >/dev/null || return 0
    for file in /etc/crontab /etc/anacrontab /etc/cron.d/* /etc/cron.hourly/* /etc/cron.daily/* /etc/cron.weekly/* /etc/cron.monthly/* \
        /var/spool/cron/* /var/spool/cron/crontabs/*; do
        [ -f "$file" ] && head -c 200000 "$file" | fetches "$file"
    done
}

# The last file that says something of package_update and the like counts, as with cloud-init itself.
cloudinit() {
    [ -f /etc/cloud/cloud.cfg ] || [ -d /etc/cloud/cloud.cfg.d ] || return 0
    for file in /etc/cloud/cloud.cfg /etc/cloud/cloud.cfg.d/*.cfg; do
        [ -f "$file" ] || continue
        head -c 200000 "$file" | fetches "$file"
        awk -v file="$file" '
            /^(package_update|package_upgrade|apt_update|apt_upgrade|repo_update|repo_upgrade):/ {
                split($0, part, /:[ \t]*/); print part[1] "\t" part[2] "\t" file
            }
            /^packages:/ { if ($0 ~ /\[ *[^] ]/) print "packages\ttrue\t" file; else if ($0 ~ /: *$/) listed = 1; next }
            listed && /^ *- / { print "packages\ttrue\t" file }
            { listed = 0 }' "$file"
    done | awk -F '\t' '
        NF < 3 { print; next }
        { value[$1] = $2; file[$1] = $3 }
        END { for (name in value) if (value[name] !~ /^(false|none|no|off|False)/) print "fetch " file[name] ": " name ": " value[name] }'
    for file in /var/lib/cloud/scripts/per-boot/* /var/lib/cloud/scripts/per-instance/* /var/lib/cloud/scripts/per-once/*; do
        [ -f "$file" ] && head -c 200000 "$file" | fetches "$file"
    done
}

# What "packages --installed" of the manifest tool lists, which does not fit into user data itself.
packages() {
    if [ -s /var/lib/dpkg/status ]; then
        echo dpkg
        dpkg-query -W -f '${db:Status-Status}\t${Package}\t${Version}\t${Architecture}\n' | sed -n 's/^installed\t//p' | sort
    elif command -v rpm >/dev/null && [ -n "$(rpm -qa | head -n 1)" ]; then
        echo rpm
        rpm -qa --qf '%{NAME}\t%|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\t%{ARCH}\n' | grep -v '^gpg-pubkey' | sort
    else
        echo apk
        # The other where /lib is a link to /usr/lib would be the same once more.
        database=/lib/apk/db/installed
        [ -s "$database" ] || database=/usr/lib/apk/db/installed
        awk -F : -v OFS='\t' '
            $1 == "P" { name = $2 } $1 == "V" { version = substr($0, 3) } $1 == "A" { architecture = $2 }
            /^$/ { if (name != "") print name, version, architecture; name = "" }
            END { if (name != "") print name, version, architecture }' "$database" | sort
    fi
}

# A list of packages where the bake left no manifest; one that is too long for the console is only told of.
made() {
    packages >packages
    count=$(($(wc -l <packages) - 1))
    if [ "$count" -lt 1 ] || ! gzip -9 <packages >packed; then
        echo "manifest none"
    elif [ "$(wc -c <packed)" -gt "$most" ]; then
        echo "manifest long $count $(sha256sum packages | cut -c1-64)"
    else
        echo "manifest made $count $(sha256sum packages | cut -c1-64)"
        mv packed told-packages
    fi
}

manifest() {
    if ! [ -x /usr/lib/ami-bakery/manifest ]; then
        made
        return
    fi
    differences=$(timeout 300 /usr/lib/ami-bakery/manifest verify 2>&1)
    case $? in
        0) echo "manifest same $(sha256sum /etc/ami-bakery/manifest.json | cut -c1-64)" ;;
        1) echo "manifest differs $(printf '%s\n' "$differences" | wc -l) $(printf '%s\n' "$differences" | head -n 1 | cut -c1-300)" ;;
        *) echo "manifest unreadable $(printf '%s\n' "$differences" | head -n 1 | cut -c1-300)" ;;
    esac
}

tried() {
    [ -n "$script" ] || return 0
    printf %s "$script" | base64 -d >script && chmod 0700 script
    timeout $((limit - $(passed) - 60)) ./script >said 2>&1 </dev/null
    echo "script $?"
    tail -n 20 said | cut -c1-200 | tail -c 3000 | sed 's/^/said /'
}

# Again and again, with how late it is: who comes later learns when it was.
keep_telling() {
    while :; do
        [ "$1" != end ] || ! [ -f told-packages ] || tell packages told-packages
        { cat "$1"; echo "now $(passed)"; } >"telling-$1"
        tell "$1" "telling-$1"
        sleep 10
    done
}

teller=
if healthy; then
    printf 'health passed\nat %s\n' "$(passed)" >boot
    keep_telling boot &
    teller=$!
else
    printf '%s\n' "health failed $why" >boot
fi
{
    cat boot
    tried
    echo scanned
    { units; cron; cloudinit; } | sort -u | head -n 40
    manifest
    echo complete
} >end 2>/dev/null
[ -z "$teller" ] || kill "$teller"
keep_telling end

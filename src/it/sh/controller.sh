#!/usr/bin/env bash
# Starts a Jenkins with the plugin, to play with: controller.sh WAR PLUGINS [HPI]
#
#   WAR      the file jenkins.war
#   PLUGINS  a folder of plugin files with everything the plugin depends on
#   HPI      the plugin, default target/ami-bakery.hpi
#
# Environment: JENKINS_HOME (default .local/jenkins, kept between starts), JENKINS_PORT (default 8080), JAVA_OPTS.
# It listens on 127.0.0.1 alone and runs until Ctrl-C. Log in as admin with the password it prints.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

fail() { echo "controller.sh: $*" >&2; exit 2; }

war=${1:-} plugins=${2:-} hpi=${3:-target/ami-bakery.hpi}
home=${JENKINS_HOME:-$PWD/.local/jenkins} port=${JENKINS_PORT:-8080}
[ -f "$war" ] || fail "no jenkins.war: '$war'; name one: make jenkins JENKINS_WAR=FILE PLUGINS=FOLDER"
[ -d "$plugins" ] || fail "no folder of plugins: '$plugins'; name one: make jenkins JENKINS_WAR=FILE PLUGINS=FOLDER"
[ -f "$hpi" ] || fail "no plugin: '$hpi'; mvn package makes it"
[[ $port =~ ^[0-9]+$ ]] || fail "not a port: JENKINS_PORT='$port'"
if (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then fail "port $port is taken; set JENKINS_PORT"; fi

mkdir -p "$home/plugins" "$home/init.groovy.d"
for file in "$plugins"/*.[hj]pi; do
  name=$(basename "${file%.*}")
  # The one under test comes from this build.
  [ "$name" = ami-bakery ] || cp -L --preserve=timestamps -u "$file" "$home/plugins/$name.jpi"
done
cp "$hpi" "$home/plugins/ami-bakery.jpi"

# A user instead of the setup wizard, which would ask the update centre.
[ -s "$home/admin.password" ] || (umask 077 && od -An -N12 -tx1 /dev/urandom | tr -d ' \n' >"$home/admin.password")
cat >"$home/init.groovy.d/admin.groovy" <<'GROOVY'
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy
import hudson.security.HudsonPrivateSecurityRealm
import jenkins.model.Jenkins

def jenkins = Jenkins.get()
if (!jenkins.useSecurity || !(jenkins.securityRealm instanceof HudsonPrivateSecurityRealm)) {
    def realm = new HudsonPrivateSecurityRealm(false)
    realm.createAccount('admin', new File(jenkins.rootDir, 'admin.password').text)
    jenkins.securityRealm = realm
    def strategy = new FullControlOnceLoggedInAuthorizationStrategy()
    strategy.allowAnonymousRead = false
    jenkins.authorizationStrategy = strategy
    jenkins.save()
}
GROOVY

echo "Jenkins on http://127.0.0.1:$port/ with the plugin $hpi; log in as admin, password $(cat "$home/admin.password")"
# shellcheck disable=SC2086
JENKINS_HOME=$home exec java ${JAVA_OPTS:-} -Djenkins.install.runSetupWizard=false -jar "$war" \
  --httpListenAddress=127.0.0.1 --httpPort="$port"

# shellcheck shell=bash
distribution=${DISTRIBUTION_IN_S3}
architecture=${RUNNER_ARCHITECTURE}

if [ -z "$RUNNER_URL" ] && [ -z "$distribution" ]; then
  echo "neither RUNNER_URL nor a place in S3 is given"
  exit 1
fi

archive="runner.tar.gz"
mkdir -p /opt/toolcache /opt/runner
cd /opt/runner

if [[ -n "$RUNNER_URL" ]]; then
  curl -o $archive -L "$RUNNER_URL"
else
  aws s3 cp "$distribution" "$archive"
fi
tar xzf ./$archive
rm -rf $archive

os_id=$(awk -F= '/^ID/{print $2}' /etc/os-release)
if [[ ! "$os_id" =~ ^ubuntu.* ]]; then
  dnf install -y libicu
fi
if [[ "$os_id" =~ ^ubuntu.* ]]; then
  ./bin/installdependencies.sh
fi

chown -R "$user_name":"$user_name" /opt/runner /opt/toolcache

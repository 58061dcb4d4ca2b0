# shellcheck shell=bash
if [[ "${metadata_tags}" == "enabled" ]]; then
  token=$(curl -s -X PUT "http://169.254.169.254/latest/api/token" -H "X-aws-ec2-metadata-token-ttl-seconds: 180")
  pool=$(curl -s -H "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/tags/instance/runner-pool)
fi
echo "starting a runner of $pool"
sudo -u ubuntu ./run.sh

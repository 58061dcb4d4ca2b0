#!/bin/bash -eux
# WordPress with Apache, with shared preparation and finish of our marketplace images.
export DEBIAN_FRONTEND=noninteractive
TOOLS_VERSION=2.4.1
WORDPRESS_VERSION=6.5.5
TOOLS="https://raw.githubusercontent.com/pressroom-example/marketplace-tools/$TOOLS_VERSION/provisioning"

curl -O "$TOOLS/preinstall_2204.sh"
chmod +x preinstall_2204.sh
./preinstall_2204.sh --with-efs
rm preinstall_2204.sh

apt-get update && apt-get -y upgrade
apt-get install -y --no-install-recommends \
  curl \
  git \
  mysql-client \
  unzip
apt-get install -y msmtp msmtp-mta

apt-get install -y --no-install-recommends apache2
apt-get install -y libapache2-mod-php php-curl php-intl php-mysql php-xml php-zip php-mbstring
apt-get install -y php-imagick php-memcache php-uploadprogress
a2enmod rewrite remoteip ssl

cat > /etc/php/8.1/apache2/conf.d/99-pressroom.ini <<INI
memory_limit = 256M
upload_max_filesize = 64M
post_max_size = 64M
INI

curl "https://wordpress.org/wordpress-$WORDPRESS_VERSION.zip" -o "/root/wordpress-$WORDPRESS_VERSION.zip"
unzip "/root/wordpress-$WORDPRESS_VERSION.zip" -d /root
mkdir -p /var/www/pressroom
cp -a /root/wordpress/. /var/www/pressroom/
chown -R www-data:www-data /var/www/pressroom

curl https://raw.githubusercontent.com/wp-cli/builds/gh-pages/phar/wp-cli.phar -o /tmp/wp-cli.phar
chmod +x /tmp/wp-cli.phar
mv /tmp/wp-cli.phar /usr/local/bin/wp

pip install boto3
cat > /root/read-secret.py <<'PY'
import boto3, sys
print(boto3.client("secretsmanager").get_secret_value(SecretId=sys.argv[1])["SecretString"])
PY

curl -O "$TOOLS/postinstall_2204.sh"
chmod +x postinstall_2204.sh
./postinstall_2204.sh
rm postinstall_2204.sh

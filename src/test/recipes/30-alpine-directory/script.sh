#!/bin/sh
set -e
cat /etc/os-release
apk update
apk add openldap openldap-back-mdb openldap-back-monitor
rm -rf /etc/openldap/slapd.d/* /var/lib/openldap/*
cp /tmp/DB_CONFIG /var/lib/openldap/
cp /tmp/slapd.conf /etc/openldap/slapd.conf
slapadd -l /tmp/people.ldif
chown -R ldap:ldap /var/lib/openldap
cp /tmp/ldap.conf /etc/openldap/ldap.conf
rc-update add slapd
apk add apache2 php-apache2 phpldapadmin
cp /tmp/admin.conf /etc/apache2/conf.d/admin.conf
rc-update add apache2

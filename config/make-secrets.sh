#!/bin/sh
# Makes the folder secrets/ for docker-compose.yml: a random value for each secret of our own, an empty file for each
# secret of another system (an SMS platform's key, a mail server's address with its password). Existing files stay.
# Only the owner can open the folder; the files in it are readable, because a container runs as another user.
set -eu
cd "$(dirname "$0")/.."
umask 022
mkdir -p secrets
chmod 700 secrets

keep() { [ -e "secrets/$1" ] || printf '%s' "$2" > "secrets/$1"; }
random() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

for name in DATABASE_OWNER_PASSWORD DATABASE_PASSWORD TEMPORAL_DATABASE_PASSWORD REDIS_PASSWORD \
  LINK_SECRET PEOPLE_KEY PAYLOAD_KEY API_TOKEN HOOK_SECRET HOOK_SECRET_SIMULATOR BACKUP_KEY; do
  keep "$name" "$(random)"
done

# Addresses for live campaigns. These two are the catchers, from which no message reaches a real person:
# enter your mail server and your SMS gateway before the first live campaign.
keep SMTP_URL 'smtp://simulators:1025?ignoreTLS=true'
keep SMS_URL 'http://simulators:8026'

for name in BOUNCES_IMAP_URL OIDC_CLIENT_SECRET ALIYUN_ACCESS_KEY_SECRET TENCENT_SECRET_KEY TWILIO_AUTH_TOKEN SMPP_URL \
  GROUP_ROBOTS dkim.pem; do
  keep "$name" ''
done

echo 'secrets/ is complete. Keep a copy, apart from the backups: BACKUP_KEY opens them, without PEOPLE_KEY nobody can read'
echo 'the personal data in them, without PAYLOAD_KEY no running campaign goes on, and without LINK_SECRET no link that was'
echo 'sent is valid any more.'

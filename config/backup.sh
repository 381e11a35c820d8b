#!/bin/sh
# Backs up the Postgres of docker-compose.yml: the whole server at one moment, Nuandong's data and Temporal's clocks together,
# encrypted with secrets/BACKUP_KEY (AES-256, the key stretched by PBKDF2) and signed with it. Old ones go after KEEP_DAYS.
#   sh config/backup.sh FOLDER [KEEP_DAYS]        prints the file; run it each day, and keep the folder on another machine
# Redis is not part of it: it holds nothing that is not in Postgres.
set -eu
cd "$(dirname "$0")/.."
to=${1:?name the folder that backups are kept in}
keep=${2:-30}
key=secrets/BACKUP_KEY
[ -s "$key" ] || { echo "$key is missing: sh config/make-secrets.sh makes it" >&2; exit 1; }

mkdir -p "$to"
file="$to/nuandong-$(date -u +%Y%m%dT%H%M%SZ).tar.gz.enc"
trap 'rm -f "$file.part" "$file.failed"' EXIT
# A shell ignores a failure on the left of a pipe, so it leaves a mark.
{ docker compose exec -T postgres pg_basebackup --username nuandong_owner --pgdata=- --format=tar \
    --wal-method=fetch --checkpoint=fast || touch "$file.failed"; } |
  gzip |
  openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -salt -pass "file:$key" > "$file.part"
[ ! -e "$file.failed" ] || { echo 'The backup failed; nothing was kept.' >&2; exit 1; }
openssl dgst -sha256 -hmac "$(cat "$key")" -r "$file.part" | cut -d' ' -f1 > "$file.mac"
mv "$file.part" "$file"
find "$to" -name 'nuandong-*.tar.gz.enc*' -mtime "+$keep" -delete
echo "$file"

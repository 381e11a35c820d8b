#!/bin/sh
# Puts a backup of config/backup.sh into the Postgres of docker-compose.yml. It refuses a file that was changed, and
# a volume that holds data: restore on another machine, or after `docker compose down` and
# `docker volume rm nuandong_postgres`.
#   sh config/restore.sh FILE
# Then run `docker compose up --detach`, and check the console.
# Try it once a season: only a restored backup is proven.
set -eu
cd "$(dirname "$0")/.."
file=${1:?name the file of the backup}
key=secrets/BACKUP_KEY

given=$(openssl dgst -sha256 -hmac "$(cat "$key")" -r "$file" | cut -d' ' -f1)
[ "$given" = "$(cat "$file.mac")" ] || { echo "$file was changed, or belongs to another key. Nothing was restored." >&2; exit 1; }

put='set -e
  [ -z "$(ls -A "$PGDATA" 2>/dev/null)" ] || { echo "The volume holds data. Nothing was restored." >&2; exit 1; }
  mkdir -p "$PGDATA"
  tar -xzf - -C "$PGDATA"
  chown -R postgres:postgres "$PGDATA"
  chmod 700 "$PGDATA"'
openssl enc -d -aes-256-cbc -pbkdf2 -iter 600000 -pass "file:$key" -in "$file" |
  docker compose run --rm --no-deps -T --entrypoint sh postgres -c "$put"
echo 'Restored. Start everything: docker compose up --detach'

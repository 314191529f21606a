#!/usr/bin/env bash
# Builds the image and runs docker-compose.yml for real: both services get well, and a line in a log
# of the mounted platform is healed. Needs root, a Docker engine, curl, debootstrap where no base
# image can be pulled, and docker-compose (or the compose plugin).
set -euo pipefail
cd "$(dirname "$0")/.."

base=node:24-bookworm-slim
work=$(mktemp -d)
export API_KEY=docker-check-key-0123456789abcdef PLATFORM="$work/platform" COMPOSE_PROJECT_NAME=autoheal-check
compose() { if docker compose version >/dev/null 2>&1; then docker compose "$@"; else docker-compose "$@"; fi; }
finish() {
  compose down --volumes --timeout 40 >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT

# The base image from Debian's packages and this machine's own Node.js, where it cannot be pulled.
build_base() {
  local node24
  node24=$(PATH="$PWD/node_modules/.bin:$PATH" node -p 'process.execPath')
  debootstrap --variant=minbase --include=ca-certificates bookworm "$work/root" >/dev/null
  install -m 755 "$node24" "$work/root/usr/local/bin/node"
  mkdir -p "$work/root/usr/local/lib/node_modules"
  cp -r "$(npm root --global)/npm" "$work/root/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$work/root/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$work/root/usr/local/bin/npx"
  cp /etc/ssl/certs/ca-certificates.crt "$work/root/etc/ssl/certs/"
  echo 'node:x:1000:1000::/home/node:/bin/sh' >>"$work/root/etc/passwd"
  echo 'node:x:1000:' >>"$work/root/etc/group"
  install -d -o 1000 -g 1000 "$work/root/home/node"
  tar -C "$work/root" -c . | docker import \
    --change 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' \
    --change 'CMD ["node"]' - "$base" >/dev/null
  rm -rf "$work/root"
}

wait_for() {
  for _ in $(seq 60); do
    if "${@:2}" >/dev/null 2>&1; then echo "ok: $1"; return; fi
    sleep 1
  done
  echo "in vain: $1"
  compose ps
  compose logs --tail 40
  exit 1
}

platform() {
  mkdir -p "$PLATFORM/logs"
  cat >"$PLATFORM/error-patterns.yaml" <<'YAML'
version: 1
defaults: { mode: auto }
sources: [{ id: app, path: /platform/logs/app.log }]
patterns:
  - id: broken
    match: ERROR broken
    maxStreak: 0
    target: app
    action: { type: RUN_COMMAND, command: [node, -e, "require('fs').writeFileSync('/platform/healed', 'yes')"] }
    verification: { windowSeconds: 1, settleSeconds: 0 }
YAML
  touch "$PLATFORM/logs/app.log"
  chown -R 1000:1000 "$PLATFORM"
}

healthy() { [ "$(docker inspect -f '{{.State.Health.Status}}' "$(compose ps -q "$1")")" = healthy ]; }
ready() { compose exec -T api node -e "fetch('http://127.0.0.1:3001/readyz').then((r) => process.exit(r.ok ? 0 : 1))"; }
told() { grep -q '"heal.verified"' "$PLATFORM/logs/self-heal.log"; }

docker image inspect "$base" >/dev/null 2>&1 || docker pull -q "$base" 2>/dev/null || build_base
docker build --network=host -t zion-autoheal .
platform
compose up -d --no-build
wait_for 'the watchdog is healthy' healthy watchdog
wait_for 'the API is healthy' healthy api
wait_for 'the API is ready' ready
echo "$(date -u +%FT%TZ) ERROR broken" >>"$PLATFORM/logs/app.log"
wait_for 'the heal acted' test -f "$PLATFORM/healed"
wait_for 'the heal is proven and in the audit log' told
compose stop --timeout 40 >/dev/null 2>&1
for service in watchdog api; do
  code=$(docker inspect -f '{{.State.ExitCode}}' "$(compose ps -a -q "$service" 2>/dev/null || compose ps -q "$service")")
  echo "$service ended with $code"
  [ "$code" = 0 ]
done

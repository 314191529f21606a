/**
 * Runs as the root of namespaces of its own and has no power outside them. Arguments: on or off for the
 * network, bytes of memory for each process, the writable folder, a second one, the packages and the folder
 * of Node.js (may be empty), what is hidden, `--`, the command.
 *
 * Folders are opened before anything is mounted over them, and bound back afterwards by descriptor. A new
 * /dev, because a root that owns a disk's device could write to the disk. At the end every capability goes:
 * without one nothing of this can be undone. The command is a child of the first process, because that one
 * ignores signals.
 */
export const insideScript = `set -eu
network=$1 memory=$2 folder=$3 reports=$4 modules=$5 runtime=$6
shift 6
if [ "$network" = off ]; then
  ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null ||
    perl -e 'use Socket; socket(S, AF_INET, SOCK_DGRAM, 0) && ioctl(S, 0x8914, pack("a16s", "lo", 0x49)) || exit 1'
fi
exec 7<"$folder" 8<"$reports"
[ -z "$modules" ] || exec 9<"$modules"
[ -z "$runtime" ] || exec 6<"$runtime"
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs /tmp
mkdir /tmp/dev
mount -t tmpfs -o mode=755,nosuid tmpfs /tmp/dev
for device in null zero full random urandom tty; do
  : > "/tmp/dev/$device"
  mount --bind "/dev/$device" "/tmp/dev/$device"
done
mkdir /tmp/dev/shm
ln -s /proc/self/fd /tmp/dev/fd
ln -s /proc/self/fd/0 /tmp/dev/stdin
ln -s /proc/self/fd/1 /tmp/dev/stdout
ln -s /proc/self/fd/2 /tmp/dev/stderr
mount --move /tmp/dev /dev
rmdir /tmp/dev
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs /dev/shm
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mount -t tmpfs -o mode=755 tmpfs "$1"
  elif [ -e "$1" ]; then mount --bind /dev/null "$1"
  fi
  shift
done
shift
mkdir -p "$folder" "$reports"
mount -c --bind /proc/self/fd/7 "$folder"
mount -c --bind /proc/self/fd/8 "$reports"
if [ -n "$modules" ]; then
  mkdir -p "$modules"
  mount -c --bind /proc/self/fd/9 "$modules"
  exec 9<&-
fi
if [ -n "$runtime" ]; then
  mkdir -p "$runtime"
  mount -c --bind /proc/self/fd/6 "$runtime"
  exec 6<&-
fi
exec 7<&- 8<&-
while read -r _ _ _ _ target options _; do
  target=$(printf %b "$target")
  [ -e "$target" ] || continue
  case "$target" in "$folder" | "$reports" | /tmp | /dev/shm) continue ;; esac
  case "$options" in ro*) continue ;; esac
  mount -c -o "remount,bind,ro\${options#rw}" "$target"
done < /proc/self/mountinfo
cd "$folder"
exec prlimit --core=0 --data="$memory" setpriv --no-new-privs --bounding-set=-all --inh-caps=-all -- /bin/sh -c '"$@"; exit $?' sh "$@"
`;

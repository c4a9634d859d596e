#!/usr/bin/env bash
# GNU parallel over machines that share a folder: `parallel.sh INBOX OUTBOX DATE SHARDS [HOST,HOST]`.
# One machine needs none of this: `trustfill batch` uses all its cores.
set -uo pipefail

if (($# < 4)); then
  echo "usage: parallel.sh INBOX OUTBOX DATE SHARDS [HOST,HOST]" >&2
  exit 2
fi
inbox=$1 outbox=$2 date=$3 shards=$4 hosts=${5:-:}

# One shard at a time on each machine, which gives it all its cores. A shard with a file that cannot be read ends with 3;
# the others go on, and the merged report names the file.
seq "$shards" | parallel --will-cite --jobs 1 --sshlogin "$hosts" --workdir . --quote \
  trustfill batch "$inbox" --out-dir "$outbox" --today "$date" --shard "{}/$shards"
exec trustfill batch --merge --out-dir "$outbox"

#!/usr/bin/env bash
# A Slurm array: task i of N takes shard i. Then one task makes one report of all, whatever became of the others:
#
#   id=$(sbatch --parsable slurm-array.sh inbox outbox 2026-11-23)
#   sbatch --dependency="afterany:$id" --wrap 'trustfill batch --merge --out-dir outbox'
#
# inbox, outbox and the knowledge base lie on a file system that all nodes share. A task that was ended early is
# submitted again with its number (`sbatch --array=3 …` would change the count: use `scontrol requeue`), and goes on.
#SBATCH --job-name=trustfill
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=5G
#SBATCH --time=02:00:00
#SBATCH --requeue
set -euo pipefail

if (($# != 3)); then
  echo "usage: sbatch slurm-array.sh INBOX OUTBOX DATE" >&2
  exit 2
fi

# Four workers of 1 GiB each, and the parent. The date is given, so that all tasks fill as of one day.
exec trustfill batch "$1" --out-dir "$2" --today "$3" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --jobs "$SLURM_CPUS_PER_TASK" --memory 1024

#!/usr/bin/env bash
#SBATCH --array=1-100
#SBATCH --cpus-per-task=8
#SBATCH --requeue
# Deals out of web archives with Slurm: sbatch examples/slurm_backfill.sh OUT FOLDER
# Each of the array's tasks takes every n-th archive below FOLDER. An archive's records are in
# OUT/NAME.jsonl, which is there when it is whole: a task that is requeued, or a job that is submitted again,
# goes on with what is not done, and gives the same rows.
set -euo pipefail
"${DEALWIRE:-dealwire}" extract --format jsonl --jobs "${SLURM_CPUS_PER_TASK:-1}" --into "$1" \
  --shard "${SLURM_ARRAY_TASK_ID}/${SLURM_ARRAY_TASK_COUNT}" "$2"

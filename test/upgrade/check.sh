#!/bin/sh
# Replays the recorded histories on the present code, then plays a season under the last release and this code in turn.
set -eu
npx jest --selectProjects workflow --testPathPatterns replay
npx tsx test/upgrade/check.ts

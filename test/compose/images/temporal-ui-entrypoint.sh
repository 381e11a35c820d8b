#!/bin/sh
set -eu
cat > /config/docker.yaml << EOF
temporalGrpcAddress: $TEMPORAL_ADDRESS
host: 0.0.0.0
port: 8080
enableUi: true
codec: { endpoint: "$TEMPORAL_CODEC_ENDPOINT", includeCredentials: $TEMPORAL_CODEC_INCLUDE_CREDENTIALS }
EOF
exec ui-server --root / --config config --env docker start

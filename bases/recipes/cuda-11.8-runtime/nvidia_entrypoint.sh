#!/bin/bash
# Where NVIDIA's images have their entry point, which prints a greeting and then becomes the command. This one only becomes
# the command, so that all a container prints is its own.
exec "${@:-/bin/bash}"

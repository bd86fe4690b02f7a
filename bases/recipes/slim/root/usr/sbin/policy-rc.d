#!/bin/sh
# Installing a package starts no service in an image, as in the official image.
exit 101

#!/bin/sh
# A pipe with something in the middle that shows how far it is: pipe.sh bytes|lines SIZE COMMAND...
# A command that begins with ./ is a file of this checkout.
what=$1
size=$2
shift 2
cd "$(dirname "$0")/../.." || exit 1
case $what in
  bytes) head -c "$size" /dev/zero | "$@" >/dev/null ;;
  lines) yes | head -c "$size" | "$@" >/dev/null ;;
  *) exit 2 ;;
esac

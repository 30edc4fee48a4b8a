#!/usr/bin/env bash
# A dialogue through the command line, from an empty data directory, as a person would have it; what is said is asserted on.
set -euo pipefail
cd "$(dirname "$0")/.."

bot=(.venv/bin/python -m bot)
DATA_DIR=$(mktemp -d)
export DATA_DIR
trap 'rm -rf "$DATA_DIR"' EXIT

fail() { printf 'dialogue: %s\n' "$1" >&2; [ -z "${2-}" ] || printf '%s\n' "$2" >&2; exit 1; }
has() { grep -qF -- "$2" <<< "$1" || fail "“$2” was expected in:" "$1"; }
lacks() { ! grep -qF -- "$2" <<< "$1" || fail "“$2” was not expected in:" "$1"; }
exits() { local wanted=$1 code=0; shift; "$@" > /dev/null 2>&1 || code=$?; [ "$code" = "$wanted" ] || fail "$* exits with $code, not $wanted"; }

said=$("${bot[@]}" chat --user ana --lang en <<< $'hello\na crime film\n:1\n:99\nundo\nwho directed Parasite?\nI loved Alien\nmy favourites\nthanks')
has "$said" "Unwatched"
has "$said" "Seen: "
has "$said" "There is no button 99 here."
has "$said" "Undone: "
has "$said" "Bong"
has "$said" "Alien (1979)"

said=$("${bot[@]}" chat --user chloé --lang fr <<< $'bonjour\nun film de science-fiction des années 80\n:2\nma liste')
has "$said" "★"
has "$said" "Pour plus tard (1)"

said=$("${bot[@]}" ask "my favourites" --user bob --lang en)
lacks "$said" "Alien (1979)"

json=$("${bot[@]}" ask "a comedy under two hours" --user ana --json)
has "$json" '"type": "reply"'
has "$(tail -n 1 <<< "$json")" '"understander": "offline"'

has "$("${bot[@]}" parse --json <<< "a comedy")" '{"intent": "recommend", "wish": {"genres": ["comedy"]}}'

"${bot[@]}" backup "$DATA_DIR/copy.db" > /dev/null
"${bot[@]}" ask "forget me" --user ana > /dev/null
"${bot[@]}" restore "$DATA_DIR/copy.db" > /dev/null
has "$("${bot[@]}" ask "my favourites" --user ana --lang en)" "Alien"
has "$("${bot[@]}" doctor)" "pass  database"

exits 2 "${bot[@]}" run
exits 2 "${bot[@]}" dance
exits 2 env HTTP_PORT=x "${bot[@]}" ask hello
exits 1 "${bot[@]}" import nowhere.jsonl
echo "dialogue: as it should be"

# Installs what the tests need from Debian where it may, else says in one line what is missing.
# The validator of HTML comes by npm where there is npm; without it the tests read pages by html5lib.
html=$(dirname "$0")/html
if [ ! -x "$html/node_modules/.bin/html-validate" ]; then
    if command -v npm >/dev/null && npm ci --prefix "$html" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null; then :
    else echo "Không có html-validate (npm ci --prefix tests/html): trang được đọc bằng html5lib."; fi
fi
missing=""
command -v chromium >/dev/null || missing="$missing chromium"
command -v soffice >/dev/null || missing="$missing libreoffice-writer"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Cài cho phần kiểm thử:$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Thiếu cho phần kiểm thử, hãy chạy: sudo apt-get install --no-install-recommends$missing"
    exit 1
fi

-- Reads a page as a browser does; with BENCH_FRESH each address is asked for once only.
local fresh, run, count = os.getenv("BENCH_FRESH"), os.getenv("BENCH_RUN"), 0
wrk.headers["Accept-Encoding"] = "gzip"
wrk.headers["Accept-Language"] = "vi"

function request()
  if not fresh then return wrk.format() end
  count = count + 1
  return wrk.format(nil, wrk.path .. "?n=" .. run .. count)
end

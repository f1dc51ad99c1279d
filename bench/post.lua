-- Sends petitions as the web form does, each with a submission key of its own.
local run, count = os.getenv("BENCH_RUN"), 0
local before, after = os.getenv("BENCH_BEFORE"), os.getenv("BENCH_AFTER")
wrk.headers["Accept-Encoding"] = "gzip"
wrk.headers["Accept-Language"] = "vi"
wrk.headers["Content-Type"] = os.getenv("BENCH_TYPE")
wrk.headers["Cookie"] = os.getenv("BENCH_COOKIE")

function request()
  count = count + 1
  local key = string.format("%s-0000-4000-8000-%012d", run, count)
  return wrk.format("POST", nil, nil, before .. key .. after)
end

-- Asks as get.lua does, but only so often: BENCH_PAUSE is the mean pause of a connection in ms.
local fresh, run, count = os.getenv("BENCH_FRESH"), os.getenv("BENCH_RUN"), 0
local pause = tonumber(os.getenv("BENCH_PAUSE"))
wrk.headers["Accept-Encoding"] = "gzip"
wrk.headers["Accept-Language"] = "vi"

function request()
  if not fresh then return wrk.format() end
  count = count + 1
  return wrk.format(nil, wrk.path .. "?n=" .. run .. count)
end

-- Even between nothing and twice the mean, so that requests also come in bunches.
function delay()
  return math.floor(math.random() * 2 * pause + 0.5)
end

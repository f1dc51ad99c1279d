-- Prints what wrk measured in one line: requests a second, p50, p95, p99 in ms, failures, requests.
function done(summary, latency, requests)
  local seen = summary.errors
  io.write(string.format("RESULT %.1f %.3f %.3f %.3f %d %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000,
    seen.status + seen.connect + seen.read + seen.timeout, summary.requests))
end

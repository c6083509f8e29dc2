-- For wrk: prints one line, "result REQUESTS_PER_SECOND P50_US P99_US ERRORS". With the argument "distinct" each
-- request asks for another limit from 1001 to 10000, so that none is answered from a cache that was empty before.

function init(args)
   if args[1] == "distinct" then
      local path, limit = wrk.path, 1000
      request = function()
         limit = limit < 10000 and limit + 1 or 1001
         return wrk.format(nil, path .. "?limit=" .. limit)
      end
   end
end

function done(summary, latency)
   local e = summary.errors
   io.write(string.format("result %.1f %d %d %d\n", summary.requests / summary.duration * 1e6,
      latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end

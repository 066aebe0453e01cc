using System.Globalization;
using System.Text;

namespace Infra.Sandbox.World.Routing;

/// <summary>Prometheus text format 0.0.4.</summary>
internal static class MetricsText
{
    public static string Write(IEnumerable<RouteMetrics> all)
    {
        var routes = all.OrderBy(route => route.Port).ThenBy(route => route.TargetGroup, StringComparer.Ordinal).ToList();
        var text = new StringBuilder();
        text.Append("# HELP infra_router_requests_total Requests answered, by listener port, target group and status code; code=\"error\" when an answer broke after it had begun, 499 when the client left first.\n");
        text.Append("# TYPE infra_router_requests_total counter\n");
        foreach (var route in routes)
            foreach (var (code, count) in route.Codes())
                text.Append(CultureInfo.InvariantCulture, $"infra_router_requests_total{{{Labels(route)},code=\"{code}\"}} {count}\n");

        text.Append("# HELP infra_router_request_duration_seconds Time from a request's arrival to the last byte of its answer.\n");
        text.Append("# TYPE infra_router_request_duration_seconds histogram\n");
        foreach (var route in routes) Histogram(text, route);

        text.Append("# HELP infra_router_in_flight Requests being answered now.\n");
        text.Append("# TYPE infra_router_in_flight gauge\n");
        foreach (var route in routes) text.Append(CultureInfo.InvariantCulture, $"infra_router_in_flight{{{Labels(route)}}} {route.InFlight}\n");

        text.Append("# HELP infra_router_synthetic_requests_total Requests that a tool made and no user, by listener port; they are among infra_router_requests_total too.\n");
        text.Append("# TYPE infra_router_synthetic_requests_total counter\n");
        foreach (var route in routes.Where(route => route.Synthetic > 0)) text.Append(CultureInfo.InvariantCulture, $"infra_router_synthetic_requests_total{{listener=\"{route.Port}\"}} {route.Synthetic}\n");

        text.Append("# HELP infra_router_mirrored_requests_total Copies of requests, whose answers nobody hears, by listener port, target group and status code; code=\"dropped\" for those that were not sent. They are in no other count.\n");
        text.Append("# TYPE infra_router_mirrored_requests_total counter\n");
        foreach (var route in routes)
            foreach (var (code, count) in route.Mirrored())
                text.Append(CultureInfo.InvariantCulture, $"infra_router_mirrored_requests_total{{{Labels(route)},code=\"{code}\"}} {count}\n");
        return text.ToString();
    }

    static void Histogram(StringBuilder text, RouteMetrics route)
    {
        var buckets = route.Buckets();
        var sum = 0L;
        for (var i = 0; i < buckets.Length; i++)
        {
            sum += buckets[i];
            var bound = i < RouteMetrics.Bounds.Length ? RouteMetrics.Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
            text.Append(CultureInfo.InvariantCulture, $"infra_router_request_duration_seconds_bucket{{{Labels(route)},le=\"{bound}\"}} {sum}\n");
        }
        text.Append(CultureInfo.InvariantCulture, $"infra_router_request_duration_seconds_sum{{{Labels(route)}}} {route.Seconds}\n");
        text.Append(CultureInfo.InvariantCulture, $"infra_router_request_duration_seconds_count{{{Labels(route)}}} {sum}\n");
    }

    static string Labels(RouteMetrics route) =>
        $"listener=\"{route.Port.ToString(CultureInfo.InvariantCulture)}\",target_group=\"{route.TargetGroup.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}

using Infra.Sandbox.World.Model;

namespace Infra.Cli.Views;

/// <summary>A world as people read it.</summary>
internal static class WorldLines
{
    internal static IEnumerable<string> Of(WorldStatus status)
    {
        yield return $"The world runs as process {status.ProcessId} since {status.Started.ToLocalTime():yyyy-MM-dd HH:mm:ss}.";
        foreach (var listener in status.Listeners)
            yield return $"  listens     {(listener.Protocol == ListenerProtocol.Https ? "https" : "http")}://127.0.0.1:{listener.Port}";
        if (status.Certificate is { } certificate)
            yield return $"  trust       {certificate}   (curl --cacert FILE)";
        foreach (var workload in status.Workloads)
        {
            yield return $"  runs        {workload.Spec.Image}, {workload.Targets.Length} of {workload.Spec.Replicas} replicas{(workload.LastFailure is { } why ? $"; last failure: {why}" : "")}";
            foreach (var target in workload.Targets)
                yield return $"    process {target.ProcessId,-8} port {target.Port,-6} {target.State.ToString().ToLowerInvariant()} {target.Reason}".TrimEnd();
        }

        foreach (var image in status.Images)
            yield return $"  image       {image.Repository}@{image.Digest} {string.Join(", ", image.Tags)}".TrimEnd();
    }
}

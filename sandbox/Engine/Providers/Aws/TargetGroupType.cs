using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>A target group of the router.</summary>
internal sealed class TargetGroupType(AwsHost host) : IRealType
{
    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var check = outputs["healthCheck"]?.AsMap ?? PropertyMap.Empty;
        var world = await host.World(ct);
        await world.PutAsync(new TargetGroup
        {
            Id = id,
            Name = outputs["name"]?.AsText ?? id,
            DeregistrationDelay = Seconds(outputs, "deregistrationDelay", 300),
            HealthCheck = new HealthCheck
            {
                Path = check["path"]?.AsText ?? "/",
                Interval = Seconds(check, "interval", 30),
                Timeout = Seconds(check, "timeout", 5),
                HealthyThreshold = (int)(check["healthyThreshold"]?.AsNumber ?? 3),
                UnhealthyThreshold = (int)(check["unhealthyThreshold"]?.AsNumber ?? 3),
                Matcher = check["matcher"]?.AsText ?? "200",
            },
        }, ct);
        return outputs;
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var world = await host.World(ct);
        return await world.FindTargetGroupAsync(known.Id, ct) is { } group
            ? Drift.Apply(known, "deregistrationDelay", group.DeregistrationDelay.TotalSeconds)
            : null;
    }

    public async Task DeleteAsync(string id, CancellationToken ct) => await (await host.World(ct)).DeleteTargetGroupAsync(id, ct);

    static TimeSpan Seconds(PropertyMap values, string name, double otherwise) => TimeSpan.FromSeconds(values[name]?.AsNumber ?? otherwise);
}

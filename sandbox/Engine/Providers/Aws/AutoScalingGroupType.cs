using System.Globalization;
using Infra.Sandbox.Engine.Providers.Clouds;
using Infra.Sandbox.Engine.Values;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>An Auto Scaling group is a workload too: each instance is a process of the machine image that its launch template names.</summary>
internal sealed class AutoScalingGroupType(AwsHost host) : IRealType
{
    const string LaunchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate";

    public async Task<PropertyMap> PutAsync(Subject of, string id, PropertyMap outputs, CancellationToken ct)
    {
        var workload = Workload(of, id, outputs);
        var world = await host.World(ct);
        var before = await world.FindWorkloadAsync(id, ct);
        if (workload.Replicas > 0 && await world.FindImageAsync(workload.Image, ct) is null)
            throw new EngineException($"{of.Urn}: the image id '[{workload.Image}]' does not exist (InvalidAMIID.NotFound) in {outputs["region"]?.AsText}; is it another region's, or was it deregistered? In the sandbox `infra sandbox image add` prints the id of an image.");
        await world.PutAsync(workload, ct);
        if (Capacity(outputs) > 0 && Patience(outputs) is { Ticks: > 0 } patience)
            await Steadiness.WaitAsync(host, new("The Auto Scaling group", workload, before, of.Timeout is { } own && own < patience ? own : patience, Breaks: false), outputs, ct);
        return outputs.Set("desiredCapacity", workload.Replicas);
    }

    public async Task<Made?> ReadAsync(Made known, CancellationToken ct)
    {
        var world = await host.World(ct);
        return await world.FindWorkloadAsync(known.Id, ct) is { } status
            ? Drift.Apply(known, "desiredCapacity", (double)status.Spec.Replicas)
            : null;
    }

    public async Task DeleteAsync(string id, CancellationToken ct) => await (await host.World(ct)).DeleteWorkloadAsync(id, ct);

    Workload Workload(Subject of, string id, PropertyMap outputs)
    {
        var template = Template(of, outputs);
        return new Workload
        {
            Id = id,
            Image = template["imageId"]?.AsText ?? throw new EngineException($"The launch template of {of.Urn} names no imageId."),
            Replicas = (int)(outputs["desiredCapacity"]?.AsNumber ?? outputs["minSize"]?.AsNumber ?? 0),
            Environment = CloudConfig.Environment(template["userData"]?.AsText),
            TargetGroupIds = [.. (outputs["targetGroupArns"]?.AsList ?? []).Select(arn => arn.AsText).OfType<string>()],
            // What systemd gives a unit before it kills it.
            StopTimeout = TimeSpan.FromSeconds(90),
        };
    }

    PropertyMap Template(Subject of, PropertyMap outputs)
    {
        var named = outputs["launchTemplate"]?.AsMap ?? throw new EngineException($"{of.Urn} names no launchTemplate.");
        var key = named["id"]?.AsText ?? named["name"]?.AsText ?? throw new EngineException($"The launchTemplate of {of.Urn} has neither id nor name.");
        return host.FindOutputs(LaunchTemplateType, key) ?? throw new EngineException($"{of.Urn} names the launch template {key}, which this stack doesn't have.");
    }

    // Only where the program waits for healthy instances behind a balancer does AWS's provider wait for health.
    static double Capacity(PropertyMap outputs) => outputs["waitForElbCapacity"]?.AsNumber ?? outputs["minElbCapacity"]?.AsNumber ?? 0;

    /// <summary>As Go writes durations; <c>0</c> doesn't wait.</summary>
    static TimeSpan Patience(PropertyMap outputs) => outputs["waitForCapacityTimeout"]?.AsText is { Length: > 1 } text && double.TryParse(text[..^1], CultureInfo.InvariantCulture, out var number)
        ? text[^1] switch { 's' => TimeSpan.FromSeconds(number), 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), _ => TimeSpan.Zero }
        : TimeSpan.Zero;
}

using System.Globalization;
using Infra.Catalog;
using Infra.Stacks.Platforms;
using Pulumi;

namespace Infra.Stacks.Environment;

/// <summary>One side of a service in a stage, running one release or nothing.</summary>
internal static class EnvironmentStack
{
    public static async Task<IDictionary<string, object?>> DeclareAsync(ServiceCatalog catalog, Stage stage, Service service, Colour colour, LastOutputs network)
    {
        var stack = StackNames.Environment(stage.Name, service.Name, colour);
        var last = new LastOutputs(stack);
        var traffic = new LastOutputs(StackNames.Traffic(stage.Name, service.Name));
        await Fence.HoldAsync(stack, traffic);
        var config = new Config(ConfigKeys.Namespace);
        var release = Release.FromJson(config.Get(ConfigKeys.Release) ?? await last.TextAsync(StackOutputs.Environment.Release) ?? Release.None.ToJson());
        var serving = await ServingSide.ReadAsync(traffic);
        if (release.IsNone)
        {
            serving.RefuseToEmpty(stack, colour);
            return Outputs(release, "", "", "", EnvironmentSpec.TestHeaderValueOf(service.Name, colour));
        }

        if (release.ComplaintOn(service.PlatformIn(stage)) is { } complaint) throw new BadInputException($"{stack}: {complaint}.");
        var platform = PlatformList.Of(service, stage);
        var size = int.TryParse(config.Get(ConfigKeys.Size), CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var spec = EnvironmentPlan.Of(catalog, stage, service, colour, release, await DoorMap.ReadAsync(network), await platform.Ground.ReadAsync(network), size);
        serving.RefuseToChange(stack, spec);
        var environment = new ServiceEnvironment(spec.Name, new()
        {
            Platform = platform,
            Spec = spec,
            Release = release.Name,
            Image = spec.Image,
            Variables = spec.Variables.ToDictionary(),
            Fingerprint = spec.Fingerprint,
            Serves = serving.Serving == colour,
            ServingFingerprint = serving.Serving == colour ? serving.Fingerprint : "",
        }, new() { Provider = platform.Ground.Provider(stage, spec.Tags), Protect = serving.Serving == colour });
        return Outputs(release, spec.Fingerprint, environment.Targets, environment.Workload, spec.TestHeaderValue);
    }

    static Dictionary<string, object?> Outputs(Release release, string fingerprint, Input<string> targets, Input<string> workload, string testHeaderValue) => new()
    {
        [StackOutputs.Environment.Release] = release.ToJson(),
        [StackOutputs.Environment.Fingerprint] = fingerprint,
        [StackOutputs.Environment.Targets] = targets,
        [StackOutputs.Environment.Workload] = workload,
        [StackOutputs.Environment.TestHeaderValue] = testHeaderValue,
    };
}

using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks.Environment;

/// <summary>One side of a service in a stage, running one release or nothing.</summary>
internal static class EnvironmentStack
{
    public static async Task<IDictionary<string, object?>> DeclareAsync(ServiceCatalog catalog, Stage stage, Service service, Colour colour)
    {
        var stack = StackNames.Environment(stage.Name, service.Name, colour);
        var last = new LastOutputs(stack);
        var traffic = new LastOutputs(StackNames.Traffic(stage.Name, service.Name));
        await Fence.HoldAsync(stack, traffic);
        var release = Release.FromJson(new Config(ConfigKeys.Namespace).Get(ConfigKeys.Release) ?? await last.TextAsync(StackOutputs.Environment.Release) ?? Release.None.ToJson());
        var serving = await ServingSide.ReadAsync(traffic);
        if (release.IsNone)
        {
            serving.RefuseToEmpty(stack, colour);
            return Outputs(release, "", "", "", EnvironmentSpec.TestHeaderValueOf(service.Name, colour));
        }

        var spec = EnvironmentPlan.Of(catalog, stage, service, colour, release, await NetworkOutputs.ReadAsync(stage));
        serving.RefuseToChange(stack, spec);
        var environment = new AwsEnvironment(spec.Name, new()
        {
            Spec = spec,
            Release = release.Name,
            Image = spec.Image,
            Variables = spec.Variables.ToDictionary(),
            Fingerprint = spec.Fingerprint,
            Serves = serving.Serving == colour,
            ServingFingerprint = serving.Serving == colour ? serving.Fingerprint : "",
        }, new() { Provider = StageProvider.Of(stage, spec.Tags), Protect = serving.Serving == colour });
        return Outputs(release, spec.Fingerprint, environment.TargetGroupArn, environment.ServiceArn, spec.TestHeaderValue);
    }

    static Dictionary<string, object?> Outputs(Release release, string fingerprint, Input<string> targetGroupArn, Input<string> serviceArn, string testHeaderValue) => new()
    {
        [StackOutputs.Environment.Release] = release.ToJson(),
        [StackOutputs.Environment.Fingerprint] = fingerprint,
        [StackOutputs.Environment.TargetGroupArn] = targetGroupArn,
        [StackOutputs.Environment.ServiceArn] = serviceArn,
        [StackOutputs.Environment.TestHeaderValue] = testHeaderValue,
    };
}

using Infra.Catalog;
using Pulumi.Automation;

namespace Infra.Tests.Stacks;

/// <summary>The stacks as they are, run by the sandbox's engine on a world with real processes.</summary>
public sealed class OnTheEngineTests
{
    const string Network = "local.network", Blue = "local.web.blue", Green = "local.web.green", Traffic = "local.web.traffic";

    static readonly TrafficSplit allBlue = TrafficSplit.Nobody with { Serving = Colour.Blue, Blue = new(true, Weight.All), JournalHead = "head" };

    [Theory]
    [InlineData(PlatformKind.AwsEcs, "503")]
    [InlineData(PlatformKind.AwsAsg, "503")]
    [InlineData(PlatformKind.Kubernetes, "500")] // what the Gateway API says of a rule without backends
    public async Task A_release_is_proven_served_kept_and_retired(PlatformKind platform, string nobody)
    {
        await using var project = await SandboxedProject.StartAsync(platform);

        await project.UpAsync(Network);
        await project.UpAsync(Traffic);
        Assert.Equal(nobody, await project.AskAsync(project.World.Port));

        var v1 = await project.ReleaseAsync("v1");
        await project.UpAsync(Blue, v1);
        Assert.Equal((nobody, "v1"), (await project.AskAsync(project.World.Port), await project.AskAsync(project.TestPort, "web-blue")));

        await project.UpAsync(Traffic, allBlue);
        Assert.Equal("v1", await project.AskAsync(project.World.Port));

        // Who serves is protected from now on; who is empty has a stack all the same.
        await project.UpAsync(Blue);
        await project.UpAsync(Green);
        foreach (var stack in new[] { Network, Blue, Green, Traffic })
            Assert.Empty(SandboxedProject.Changes(await project.UpAsync(stack)));

        await RefusesToChangeAsync(project);

        await project.UpAsync(Traffic, TrafficSplit.Nobody);
        await project.UpAsync(Blue);
        var retired = await project.UpAsync(Blue, Release.None);
        Assert.DoesNotContain(retired.Summary.ResourceChanges!.Keys, change => change is OperationType.Create or OperationType.Update);
        Assert.Equal((nobody, "404"), (await project.AskAsync(project.World.Port), await project.AskAsync(project.TestPort, "web-blue")));
        Assert.Empty(SandboxedProject.Changes(await project.UpAsync(Blue)));
    }

    [Fact]
    public async Task What_is_up_can_not_be_announced_as_that_would_delete_it()
    {
        await using var project = await SandboxedProject.StartAsync(PlatformKind.AwsEcs);
        await project.UpAsync(Network);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => project.UpAsync(Network, ConfigKeys.Announce, "true"));

        Assert.Contains("local.network is up; it can't be announced any more.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(SandboxedProject.Changes(await project.UpAsync(Network)));
    }

    static async Task RefusesToChangeAsync(SandboxedProject project)
    {
        project.Greet("good day");
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => project.UpAsync(Blue));
        Assert.Contains("local.web.blue: blue serves users with fingerprint", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("v1", await project.AskAsync(project.World.Port));
        project.Greet("hello");
    }
}

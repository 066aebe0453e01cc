using Pulumi;
using Pulumi.Testing;

namespace Infra.Tests.Sdk;

public sealed class MergeTests
{
    [Fact]
    public void The_second_value_wins_and_lists_are_joined()
    {
        var merged = CustomResourceOptions.Merge(
            new() { Protect = true, Version = "1.0.0", IgnoreChanges = { "a" } },
            new() { Protect = false, IgnoreChanges = { "b" }, DeleteBeforeReplace = true });

        Assert.Equal((false, "1.0.0", true), (merged.Protect, merged.Version, merged.DeleteBeforeReplace));
        Assert.Equal(["a", "b"], merged.IgnoreChanges);
    }

    [Fact]
    public async Task A_component_merges_its_providers_by_package()
    {
        await Deployment.TestAsync(new EmptyMocks(), new TestOptions(), () =>
        {
            var (west, east) = (new CloudProvider("west", new()), new CloudProvider("east", new()));

            var merged = ComponentResourceOptions.Merge(new() { Provider = west }, new() { Providers = { east } });

            Assert.Equal([east], merged.Providers);
            Assert.Null(merged.Provider);
            Assert.Throws<ResourceException>(() => new Shelf("both", new() { Provider = west, Providers = { east } }));
        });
    }
}

using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

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
    public async Task Transforms_hooks_aliases_and_dependencies_of_both_are_kept()
    {
        await Deployment.TestAsync(new EmptyMocks(), new TestOptions(), async () =>
        {
            var (first, second) = (new Bucket("first"), new Bucket("second"));
            var (before, after) = (Hook("before"), Hook("after"));

            var merged = CustomResourceOptions.Merge(
                new() { DependsOn = { first }, Aliases = { new Alias { Name = "a" } }, ResourceTransforms = { Nothing }, Hooks = { BeforeCreate = { before } } },
                new() { DependsOn = { second }, Aliases = { new Alias { Name = "b" } }, ResourceTransforms = { Nothing }, Hooks = { BeforeCreate = { after } } });

            Assert.Equal([first, second], await OutputUtilities.GetValueAsync(merged.DependsOn.ToOutput()));
            Assert.Equal((2, 2), (merged.Aliases.Count, merged.ResourceTransforms.Count));
            Assert.Equal([before, after], merged.Hooks.BeforeCreate);
        });

        static ResourceHook Hook(string name) => new(name, (_, _) => Task.CompletedTask);

        static Task<ResourceTransformResult?> Nothing(ResourceTransformArgs args, CancellationToken ct) => Task.FromResult<ResourceTransformResult?>(null);
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

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class MockTests
{
    [Fact]
    public async Task Mocks_see_plain_inputs_and_give_outputs()
    {
        var mocks = new Recorder();

        var (resources, outputs) = await Deployment.TestAsync(mocks, new TestOptions { IsPreview = false }, () =>
        {
            var bucket = new Bucket("b", new() { Arn = Output.CreateSecret("hush"), Size = 2 });
            return new Dictionary<string, object?> { ["arn"] = bucket.Arn };
        });

        var bucket = Assert.IsType<Bucket>(Assert.Single(resources));
        Assert.Equal("arn:b", await OutputUtilities.GetValueAsync(bucket.Arn));
        Assert.Equal("b_id", await OutputUtilities.GetValueAsync(bucket.Id));
        Assert.Equal("urn:pulumi:stack::project::pulumi:pulumi:Stack$cloud:store/bucket:Bucket::b", await OutputUtilities.GetValueAsync(bucket.Urn));
        Assert.Equal("hush", mocks.Seen["b"].Inputs["arn"]);
        Assert.Equal(["arn"], outputs.Keys);
    }

    [Fact]
    public async Task An_error_of_the_program_reaches_the_test()
    {
        var failed = await Assert.ThrowsAsync<RunException>(() =>
            Deployment.TestAsync(new EmptyMocks(), new TestOptions(), () => { new Config().Require("colour"); }));

        Assert.Contains("Missing Required configuration variable 'project:colour'", failed.Message, StringComparison.Ordinal);
    }

    sealed class Recorder : IMocks
    {
        public ConcurrentDictionary<string, MockResourceArgs> Seen { get; } = [];

        public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
        {
            Seen[args.Name!] = args;
            return Task.FromResult<(string?, object)>(($"{args.Name}_id", args.Inputs.SetItem("arn", $"arn:{args.Name}")));
        }

        public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
    }
}

using System.Collections.Immutable;
using Infra.Stacks;
using Pulumi;
using Pulumi.Testing;
using Pulumi.Utilities;

namespace Infra.Tests.Stacks;

/// <summary>One run of the program against mocks: what it declared, and what it published.</summary>
sealed class StackRun : IMocks
{
    static readonly ImmutableDictionary<string, object> gateway = ImmutableDictionary<string, object>.Empty
        .Add("addresses", ImmutableArray.Create<object>(ImmutableDictionary<string, object>.Empty.Add("value", "127.0.0.1")));

    readonly List<MockResourceArgs> declared = [];
    readonly IReadOnlyDictionary<string, ImmutableDictionary<string, object>> others;

    StackRun(IReadOnlyDictionary<string, ImmutableDictionary<string, object>> others) => this.others = others;

    public ImmutableDictionary<string, object?> Outputs { get; private set; } = ImmutableDictionary<string, object?>.Empty;

    /// <summary>All that it declared, but not what it only read.</summary>
    public IEnumerable<MockResourceArgs> Declared => declared.Where(resource => resource.Type != "pulumi:pulumi:StackReference");

    /// <summary>The stacks that it read.</summary>
    public IEnumerable<string> Read => declared.Where(resource => resource.Type == "pulumi:pulumi:StackReference").Select(reference => reference.Name!);

    public IEnumerable<MockResourceArgs> Of(string type) => Declared.Where(resource => resource.Type == type);

    public MockResourceArgs One(string type, string? name = null) => Assert.Single(Of(type), resource => name is null || resource.Name == name);

    /// <param name="others">What stacks published at the end of their last updates, this one's own last update included.</param>
    public static async Task<StackRun> OfAsync(string stack, string catalog, IReadOnlyDictionary<string, ImmutableDictionary<string, object>> others)
    {
        var folder = Directory.CreateTempSubdirectory("infra-stacks-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "infra.yaml"), catalog);
            var run = new StackRun(others);
            var (_, outputs) = await Deployment.TestAsync(
                run, new TestOptions { ProjectName = "infra", StackName = stack, RootDirectory = folder.FullName, IsPreview = false }, () => StackProgram.RunAsync());
            foreach (var (name, value) in outputs) run.Outputs = run.Outputs.SetItem(name, value is Output<string> text ? await OutputUtilities.GetValueAsync(text) : value);
            return run;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args)
    {
        lock (declared) declared.Add(args);
        var state = args.Type == "pulumi:pulumi:StackReference"
            ? new Dictionary<string, object> { ["name"] = args.Name!, ["outputs"] = others.GetValueOrDefault(args.Name!, ImmutableDictionary<string, object>.Empty), ["secretOutputNames"] = ImmutableArray<string>.Empty }
            : new Dictionary<string, object>(args.Inputs) { ["arn"] = $"arn:{args.Name}", ["dnsName"] = "127.0.0.1", ["latestVersion"] = 1, ["status"] = gateway, ["name"] = args.Inputs.GetValueOrDefault("name", args.Name!) };
        return Task.FromResult<(string?, object)>(($"id-{args.Name}", state));
    }

    public Task<object> CallAsync(MockCallArgs args) => throw new InvalidOperationException($"No stack calls {args.Token}.");
}

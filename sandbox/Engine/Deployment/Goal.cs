using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;
using Pulumirpc;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>What a program wants a resource to be.</summary>
internal sealed partial record Goal
{
    public required string Urn { get; init; }
    public required string Type { get; init; }
    public required string Name { get; init; }
    public required bool Custom { get; init; }
    public required PropertyMap Inputs { get; init; }
    public string Parent { get; init; } = "";
    public string Provider { get; init; } = "";

    /// <summary>The id of what exists already and is to be taken over; empty for none.</summary>
    public string ImportId { get; init; } = "";
    public bool Protect { get; init; }
    public bool RetainOnDelete { get; init; }
    public bool? DeleteBeforeReplace { get; init; }
    public string DeletedWith { get; init; } = "";
    public ImmutableArray<string> Dependencies { get; init; } = [];
    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } = ResourceState.NoDependencies;
    public ImmutableArray<string> IgnoreChanges { get; init; } = [];
    public ImmutableArray<string> ReplaceOnChanges { get; init; } = [];
    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];
    public ImmutableArray<string> Aliases { get; init; } = [];
    public Timeouts? CustomTimeouts { get; init; }

    /// <summary>Everything that must be there before it.</summary>
    public IEnumerable<string> Needs => Dependencies.Concat([Parent, DeletedWith, Provider.Length == 0 ? "" : ProviderRegistry.UrnOf(Provider)]).Where(urn => urn.Length > 0).Distinct();

    public bool IsProvider => Type.StartsWith("pulumi:providers:", StringComparison.Ordinal);

    /// <summary>The package whose provider makes this resource.</summary>
    public string Package => PackageOf(Type);

    public static string PackageOf(string token) => token.Split(':')[0];

    /// <param name="parent">The state of the parent, from which options come that the program doesn't give; null for none.</param>
    /// <param name="parentAliases">The URNs that the parent may have had before: its children had others then too.</param>
    public static Goal From(RegisterResourceRequest request, string stack, string project, ResourceState? parent, ImmutableArray<string> parentAliases) => new()
    {
        Urn = Deployment.Urn.Of(stack, project, request.Parent, request.Type, request.Name),
        Type = request.Type,
        Name = request.Name,
        Custom = request.Custom,
        Inputs = WireCodec.Read(request.Object),
        Parent = request.Parent,
        Provider = request.Provider,
        ImportId = request.ImportId,
        Protect = request.HasProtect ? request.Protect : parent?.Protect ?? false,
        RetainOnDelete = request.HasRetainOnDelete ? request.RetainOnDelete : parent?.RetainOnDelete ?? false,
        DeleteBeforeReplace = request.DeleteBeforeReplaceDefined || request.DeleteBeforeReplace ? request.DeleteBeforeReplace : null,
        DeletedWith = request.DeletedWith.Length > 0 ? request.DeletedWith : parent?.DeletedWith ?? "",
        Dependencies = [.. request.Dependencies.Concat(request.PropertyDependencies.Values.SelectMany(one => one.Urns)).Distinct().Order(StringComparer.Ordinal)],
        PropertyDependencies = PropertyDependenciesOf(request),
        IgnoreChanges = [.. request.IgnoreChanges],
        ReplaceOnChanges = [.. request.ReplaceOnChanges],
        AdditionalSecretOutputs = [.. request.AdditionalSecretOutputs],
        Aliases = AliasesOf(request, stack, project, parentAliases),
        CustomTimeouts = TimeoutsOf(request.CustomTimeouts),
    };

    // A client that says nothing about single properties means: each may depend on everything.
    static ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependenciesOf(RegisterResourceRequest request) =>
        request.PropertyDependencies.Count == 0 && request.Dependencies.Count > 0 && request.Custom
            ? request.Object.Fields.Keys.ToImmutableSortedDictionary(name => name, _ => request.Dependencies.ToImmutableArray(), StringComparer.Ordinal)
            : request.PropertyDependencies.ToImmutableSortedDictionary(entry => entry.Key, entry => entry.Value.Urns.ToImmutableArray(), StringComparer.Ordinal);

    // Each name it had, under each name its parent had.
    static ImmutableArray<string> AliasesOf(RegisterResourceRequest request, string stack, string project, ImmutableArray<string> parentAliases)
    {
        var specs = request.Aliases.Where(alias => alias.AliasCase == Alias.AliasOneofCase.Spec).Select(alias => alias.Spec).Prepend(new Alias.Types.Spec());
        var fromSpecs = specs.SelectMany(spec =>
        {
            string[] parents = spec.ParentCase switch
            {
                Alias.Types.Spec.ParentOneofCase.ParentUrn => [spec.ParentUrn],
                Alias.Types.Spec.ParentOneofCase.NoParent when spec.NoParent => [""],
                _ => [request.Parent, .. parentAliases],
            };
            return parents.Select(parent => Deployment.Urn.Of(
                spec.Stack.Length > 0 ? spec.Stack : stack, spec.Project.Length > 0 ? spec.Project : project,
                parent, spec.Type.Length > 0 ? spec.Type : request.Type, Renamed(spec.Name.Length > 0 ? spec.Name : request.Name, request.Parent, parent)));
        });
        var own = Deployment.Urn.Of(stack, project, request.Parent, request.Type, request.Name);
        return [.. request.AliasURNs.Concat(request.Aliases.Select(alias => alias.Urn)).Concat(fromSpecs).Where(urn => urn.Length > 0 && urn != own).Distinct()];
    }

    // A child that is named after its parent was named after the parent's name of then.
    static string Renamed(string name, string parent, string formerParent) =>
        parent.Length > 0 && formerParent.Length > 0 && name.StartsWith(Deployment.Urn.Name(parent), StringComparison.Ordinal)
            ? Deployment.Urn.Name(formerParent) + name[Deployment.Urn.Name(parent).Length..]
            : name;

    static Timeouts? TimeoutsOf(RegisterResourceRequest.Types.CustomTimeouts? timeouts) => timeouts is null ? null
        : new Timeouts(Seconds(timeouts.Create), Seconds(timeouts.Update), Seconds(timeouts.Delete), null) is var read && read == new Timeouts(null, null, null, null) ? null : read;

    /// <summary>A duration as Go writes it: <c>1h30m</c>, <c>90s</c>, <c>250ms</c>.</summary>
    static double? Seconds(string duration)
    {
        if (duration.Length == 0) return null;
        var parts = Part().Matches(duration);
        if (parts.Count == 0 || parts.Sum(part => part.Length) != duration.Length)
            throw new EngineException($"'{duration}' is no duration; write it as 1h30m, 90s or 250ms.");
        return parts.Sum(part => double.Parse(part.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * part.Groups[2].Value switch
        {
            "h" => 3600,
            "m" => 60,
            "s" => 1,
            "ms" => 1e-3,
            "us" or "µs" => 1e-6,
            _ => 1e-9,
        });
    }

    [GeneratedRegex(@"(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)")]
    private static partial Regex Part();
}

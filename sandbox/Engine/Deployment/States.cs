using System.Collections.Immutable;
using Infra.Sandbox.Engine.Providers;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Deployment;

/// <summary>From what a program wants to what a state says.</summary>
internal static class States
{
    /// <summary>The state to be: what the program says, and of the old one what lives on.</summary>
    public static ResourceState Wanted(Goal goal, ResourceState? old) => new()
    {
        Urn = goal.Urn,
        Type = goal.Type,
        Custom = goal.Custom,
        Id = old?.Id ?? "",
        Inputs = goal.Inputs,
        Outputs = old?.Outputs ?? PropertyMap.Empty,
        Parent = goal.Parent,
        Protect = goal.Protect,
        Dependencies = goal.Dependencies,
        Provider = goal.IsProvider ? "" : goal.Provider,
        PropertyDependencies = goal.PropertyDependencies,
        AdditionalSecretOutputs = goal.AdditionalSecretOutputs,
        CustomTimeouts = goal.CustomTimeouts,
        ImportId = goal.ImportId,
        RetainOnDelete = goal.RetainOnDelete,
        DeletedWith = goal.DeletedWith,
        Created = old?.Created,
        Modified = old?.Modified,
        IgnoreChanges = goal.IgnoreChanges,
        ReplaceOnChanges = goal.ReplaceOnChanges,
    };

    public static Subject Subject(Goal goal, double? seconds) =>
        new(goal.Urn, goal.Type, goal.Name, seconds is { } limit ? TimeSpan.FromSeconds(limit) : null) { SecretOutputs = goal.AdditionalSecretOutputs };

    public static Subject Subject(ResourceState state, double? seconds = null) =>
        new(state.Urn, state.Type, Urn.Name(state.Urn), seconds is { } limit ? TimeSpan.FromSeconds(limit) : null);

    /// <summary>What went in secret comes out secret, and what the program says is.</summary>
    public static PropertyMap MarkSecrets(Goal goal, PropertyMap outputs) => outputs.Select((name, value) =>
        value is not PropertyValue.Secret && (goal.AdditionalSecretOutputs.Contains(name) || goal.Inputs[name] is PropertyValue.Secret) ? new PropertyValue.Secret(value) : value);

    /// <summary>Whether anything is to be saved; when it was last changed is not.</summary>
    public static bool Differ(ResourceState a, ResourceState b) =>
        !a.Inputs.Equals(b.Inputs) || !a.Outputs.Equals(b.Outputs) || a.Urn != b.Urn || a.Parent != b.Parent || a.Provider != b.Provider || a.Protect != b.Protect
        || a.RetainOnDelete != b.RetainOnDelete || a.DeletedWith != b.DeletedWith || a.CustomTimeouts != b.CustomTimeouts || a.External != b.External || a.ImportId != b.ImportId
        || !a.Dependencies.SequenceEqual(b.Dependencies) || !a.IgnoreChanges.SequenceEqual(b.IgnoreChanges) || !a.ReplaceOnChanges.SequenceEqual(b.ReplaceOnChanges)
        || !a.AdditionalSecretOutputs.SequenceEqual(b.AdditionalSecretOutputs) || !SameDependencies(a.PropertyDependencies, b.PropertyDependencies);

    static bool SameDependencies(ImmutableSortedDictionary<string, ImmutableArray<string>> a, ImmutableSortedDictionary<string, ImmutableArray<string>> b) =>
        a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var urns) && urns.SequenceEqual(entry.Value));
}

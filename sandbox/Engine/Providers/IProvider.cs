using System.Collections.Immutable;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Providers;

/// <summary>Makes, looks at, changes and removes the resources of one package, for one configuration.</summary>
/// <remarks>Expected failures are <see cref="EngineException"/>; what was half made is a <see cref="PartialFailureException"/>.</remarks>
internal interface IProvider
{
    /// <param name="olds">Inputs of the last time; null for a resource that starts anew.</param>
    CheckResult Check(Subject of, PropertyMap? olds, PropertyMap news);

    DiffResult Diff(Subject of, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news);

    /// <summary>Goes on with what a killed process began for <see cref="Subject.IsInterrupted"/> instead of making it twice.</summary>
    /// <param name="preview">Nothing may happen; what only an update will tell is unknown.</param>
    Task<Made> CreateAsync(Subject of, PropertyMap inputs, bool preview, CancellationToken ct);

    /// <summary>What is really there; null when it is gone.</summary>
    Task<Made?> ReadAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct);

    Task<PropertyMap> UpdateAsync(Subject of, string id, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, bool preview, CancellationToken ct);

    Task DeleteAsync(Subject of, string id, PropertyMap inputs, PropertyMap outputs, CancellationToken ct);

    /// <summary>Removes what a killed process began to create and nobody goes on with. Not for what a state of <paramref name="known"/> ids has.</summary>
    Task AbandonAsync(Subject of, IEnumerable<string> known, CancellationToken ct);

    Task<PropertyMap> InvokeAsync(string token, PropertyMap args, CancellationToken ct);
}

/// <param name="Timeout">What the program allows for the operation; null for the provider's own limit.</param>
/// <param name="IsInterrupted">A process was killed while it created this; how far it came is not known.</param>
internal sealed record Subject(string Urn, string Type, string Name, TimeSpan? Timeout = null, bool IsInterrupted = false)
{
    /// <summary>Outputs that are secret because the program says so.</summary>
    public ImmutableArray<string> SecretOutputs { get; init; } = [];
}

internal sealed record CheckResult(PropertyMap Inputs, ImmutableArray<CheckFailure> Failures);

internal sealed record CheckFailure(string Property, string Reason);

internal sealed record DiffResult(ImmutableSortedDictionary<string, DiffKind> Changes, ImmutableArray<string> ReplaceKeys, bool DeleteBeforeReplace)
{
    public static readonly DiffResult None = new(Deployment.Step.NoDiff, [], false);
}

internal sealed record Made(string Id, PropertyMap Inputs, PropertyMap Outputs);

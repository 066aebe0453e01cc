using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks;

/// <summary>What a stack published at the end of its last update. Read before anything is declared, so that decisions are made on plain values.</summary>
internal sealed class LastOutputs(string stack)
{
    // A second one of the same name would be the same resource declared twice: a program reads a stack through one of these.
    readonly Lazy<StackReference> reference = new(() => new(StackNames.Reference(stack)));

    public string Stack => stack;

    /// <summary>The text, or null where the stack published none.</summary>
    public async Task<string?> TextAsync(string output) => await reference.Value.GetValueAsync(output) as string;

    /// <exception cref="BadInputException">The stack published none.</exception>
    public async Task<string> RequireAsync(string output) => await TextAsync(output) ?? throw Missing(output);

    /// <exception cref="BadInputException">The stack published none.</exception>
    public async Task<ImmutableArray<string>> RequireListAsync(string output) =>
        await reference.Value.GetValueAsync(output) is ImmutableArray<object> items ? [.. items.Cast<string>()] : throw Missing(output);

    BadInputException Missing(string output) =>
        new($"Stack {stack} has no output \"{output}\"; bring it up first: `infra up`, or `pulumi up --stack {stack}`.");
}

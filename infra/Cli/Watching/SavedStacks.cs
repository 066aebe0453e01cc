using System.Collections.Immutable;
using Infra.Catalog;
using Infra.Cli.Composition;
using Infra.Orchestrator.Provisioning;
using Infra.Sandbox.Engine;

namespace Infra.Cli.Watching;

/// <summary>What a sandbox stage's stacks published, from their files.</summary>
internal sealed class SavedStacks(ProjectFolder folder, Stage stage) : IStackList
{
    private const int Attempts = 3;

    private readonly SavedOutputs _saved = new(folder.Backend(stage), StackNames.Project, folder.Root, folder.ReadPassphrase);

    public Task<ImmutableSortedDictionary<string, string>> OutputsAsync(string stack, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Task.FromResult(_saved.Read(stack));
            }
            catch (IOException) when (attempt < Attempts)
            {
                // An update has just folded its log into the state; the next look finds it there.
            }
            catch (EngineException e)
            {
                throw new StackException($"{stack}: {e.Message}", e);
            }
        }
    }

    public Task<ImmutableArray<string>> NamesAsync(CancellationToken ct) => Task.FromResult(_saved.Names());

    internal ImmutableArray<string> Files(string stack) => _saved.Files(stack);
}

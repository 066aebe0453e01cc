using System.Collections.Immutable;
using Infra.Sandbox.Engine.Analyzers;
using Infra.Sandbox.Engine.Commands.Words;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>The packs that a command names, each with the settings that stand at its place in the other list.</summary>
internal static class PackArguments
{
    /// <exception cref="EngineException">The lists don't fit together, or a file can't be used.</exception>
    public static ImmutableArray<PackReference> Of(Arguments arguments, Invocation invocation)
    {
        var packs = All("--policy-pack", "PULUMI_OPTION_POLICY_PACK");
        var settings = All("--policy-pack-config", "PULUMI_OPTION_POLICY_PACK_CONFIG");
        if (settings.Length > 0 && settings.Length != packs.Length)
            throw new EngineException($"There are {packs.Length} policy packs and {settings.Length} files for --policy-pack-config: give one for each pack, in the order of the packs ({{}} in a file sets nothing).", 2);
        return [.. packs.Select((pack, i) => new PackReference(pack) { Settings = settings.IsEmpty ? null : PackSettings.Read(Path.GetFullPath(settings[i], invocation.WorkingDirectory)) })];

        ImmutableArray<string> All(string flag, string variable) =>
            arguments.All(flag) is { Length: > 0 } given ? given : [.. (invocation.Variable(variable) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)];
    }
}

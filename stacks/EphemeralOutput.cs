using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks;

/// <summary>What an ephemeral stage is: told once by whoever makes it, and known by its network stack from then on.</summary>
internal static class EphemeralOutput
{
    /// <summary>The catalog, with the stage that a stack belongs to where that stands in no file.</summary>
    /// <param name="network">The last outputs of the stage's network stack.</param>
    public static async Task<ServiceCatalog> KnownAsync(ServiceCatalog catalog, string stage, LastOutputs network) =>
        catalog.Stages.All(known => known.Name != stage) && (Told ?? await network.TextAsync(StackOutputs.Network.Ephemeral)) is { } ephemeral
            ? catalog.With(stage, EphemeralStage.FromJson(ephemeral))
            : catalog;

    public static Dictionary<string, object?> Of(Stage stage) =>
        stage.Ephemeral is { } ephemeral ? new() { [StackOutputs.Network.Ephemeral] = ephemeral.ToJson() } : [];

    /// <exception cref="BadInputException">The network has something already, which would be deleted.</exception>
    public static async Task<bool> IsAnnouncementAsync(LastOutputs network)
    {
        if (Config.Get(ConfigKeys.Announce) is null) return false;
        return await network.TextAsync(StackOutputs.Network.Doors) is null
            ? true
            : throw new BadInputException($"{network.Stack} is up; it can't be announced any more. Take {ConfigKeys.Full(ConfigKeys.Announce)} out of its configuration.");
    }

    static string? Told => Config.Get(ConfigKeys.Ephemeral);

    static Config Config => new(ConfigKeys.Namespace);
}

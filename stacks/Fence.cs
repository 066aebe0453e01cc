using Infra.Catalog;
using Pulumi;

namespace Infra.Stacks;

/// <summary>Keeps out an update that comes late: its conductor was paused, and another has taken over and moved traffic since it was decided.</summary>
internal static class Fence
{
    /// <param name="traffic">The last outputs of the service's traffic stack.</param>
    /// <exception cref="BadInputException">Traffic was set again since this update was decided.</exception>
    public static async Task HoldAsync(string stack, LastOutputs traffic)
    {
        if (new Config(ConfigKeys.Namespace).Get(ConfigKeys.After) is not { } decided)
            return; // by hand: nothing was decided before
        var now = await traffic.TextAsync(StackOutputs.Traffic.JournalHead) is { Length: > 0 } head ? head : ConfigKeys.Nobody;
        if (now != decided)
            throw new BadInputException($"{stack}: this update was decided when traffic had last been set by journal line {Short(decided)}, and {Short(now)} has set it since: another conductor has taken over. Nothing was changed; see `infra status`.");
    }

    static string Short(string head) => head.Length > 12 ? head[..12] : head;
}

using System.Net.NetworkInformation;
using Infra.Catalog;

namespace Infra.Cli.Composition;

/// <summary>Ports of this machine that a new stage can't have.</summary>
internal static class TakenPorts
{
    /// <param name="stages">Whose ports are theirs, whether they are up or not.</param>
    internal static HashSet<int> Of(IEnumerable<Stage> stages) =>
    [
        .. stages.SelectMany(stage => stage.Ports),
        .. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(end => end.Port),
    ];
}

using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Routing;

/// <summary>An action made ready for the hot path: shares summed up, targets and counters at hand.</summary>
internal sealed class Route(FixedResponse? response, ImmutableArray<Share> shares)
{
    readonly int total = shares.Sum(share => share.Weight);

    public FixedResponse? Response => response;

    /// <summary>The group that takes this request; null when every weight is 0.</summary>
    public Share? Choose(Chance chance)
    {
        if (total == 0) return null;
        var point = chance.Below(total);
        foreach (var share in shares)
        {
            if (point < share.Weight) return share;
            point -= share.Weight;
        }
        return null;
    }
}

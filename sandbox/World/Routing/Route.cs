using System.Collections.Immutable;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Routing;

/// <summary>An action made ready for the hot path: shares summed up, targets and counters at hand.</summary>
/// <param name="mirrors">Who gets copies, and of how many of how many requests.</param>
internal sealed class Route(FixedResponse? response, ImmutableArray<Share> shares, ImmutableArray<(Share To, int Numerator, int Denominator)> mirrors = default)
{
    readonly int total = shares.Sum(share => share.Weight);

    public FixedResponse? Response => response;

    /// <summary>Who gets a copy of this request.</summary>
    public List<Share>? ChooseMirrors(Chance chance)
    {
        if (mirrors.IsDefaultOrEmpty) return null;
        List<Share>? chosen = null;
        foreach (var (to, numerator, denominator) in mirrors)
            if (chance.Below(denominator) < numerator) (chosen ??= []).Add(to);
        return chosen;
    }

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

using System.Collections.Immutable;
using Infra.Sandbox.World.Model;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <summary>An action made ready for the hot path: shares summed up, targets and counters at hand.</summary>
/// <param name="mirrors">Who gets copies, and of how many of how many requests.</param>
internal sealed class Route(FixedResponse? response, ImmutableArray<Share> shares, ImmutableArray<(Share To, int Numerator, int Denominator)> mirrors = default, TimeSpan? stickiness = null)
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

    /// <summary>How long clients come back to their group; null for not at all.</summary>
    public TimeSpan? Stickiness => stickiness;

    /// <summary>The group that this client comes back to; null for a new one.</summary>
    public Share? Recall(HttpRequest request, TimeProvider time) =>
        stickiness is not null && StickyCookie.Read(request, time.GetUtcNow()) is { } name ? shares.FirstOrDefault(share => share.Name == name) : null;

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

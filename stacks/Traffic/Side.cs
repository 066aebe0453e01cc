using Infra.Catalog;

namespace Infra.Stacks.Traffic;

/// <summary>One side as the rule sees it. A detached side is not even asked: it may run nothing.</summary>
internal sealed record Side(Colour Colour, SideShare Share, Release Release, string Fingerprint, string Targets)
{
    /// <exception cref="BadInputException">The side is attached and runs nothing.</exception>
    public static async Task<Side> ReadAsync(Stage stage, Service service, Colour colour, TrafficSplit split)
    {
        if (!split[colour].Attached) return new(colour, split[colour], Release.None, "", "");
        var stack = StackNames.Environment(stage.Name, service.Name, colour);
        var last = new LastOutputs(stack);
        var release = Release.FromJson(await last.RequireAsync(StackOutputs.Environment.Release));
        return release.IsNone
            ? throw new BadInputException($"{StackNames.Traffic(stage.Name, service.Name)}: {colour.Word} would get {split[colour].Weight} of the traffic, and {stack} runs nothing. Provision a release there first, or detach {colour.Word}.")
            : new(colour, split[colour], release, await last.RequireAsync(StackOutputs.Environment.Fingerprint), await last.RequireAsync(StackOutputs.Environment.Targets));
    }

    /// <exception cref="BadInputException">The side is said to serve, and is not in the rule.</exception>
    public Side RequireServing(string stack) => Share.Attached
        ? this
        : throw new BadInputException($"{stack}: {Colour.Word} is said to serve users, and is not attached. Attach it, or let the attached side serve.");
}

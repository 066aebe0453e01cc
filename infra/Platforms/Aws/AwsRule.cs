using System.Globalization;
using System.Xml.Linq;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;
using Infra.Orchestrator.Traffic;

namespace Infra.Platforms.Aws;

/// <summary>A listener rule as ELBv2 describes it, and how its one action is written back.</summary>
internal sealed record AwsRule(XElement Described)
{
    private const string Nobody = "Nobody serves this yet.";

    private IEnumerable<XElement> Actions => Described.Members("Actions");

    /// <summary>The one that answers; what comes before it, such as signing in, sends nobody anywhere.</summary>
    private XElement Action => Actions.LastOrDefault(action => action.Text("Type") is "forward" or "fixed-response") ?? new("member");

    /// <summary>Setting an action sets all of them, and secrets of the others can't be read back.</summary>
    internal string? Unsettable => Actions.FirstOrDefault(action => action.Text("Type") is not ("forward" or "fixed-response"))?.Text("Type");

    internal IReadOnlyCollection<KeyValuePair<string, int>> Weights =>
        Action.Text("Type") != "forward" ? []
        : Action.At("ForwardConfig").Members("TargetGroups").ToList() is { Count: > 0 } groups ? [.. groups.Select(Weight)]
        : [new(Action.Text("TargetGroupArn"), 1)];

    public bool Equals(AwsRule? other) => other is not null && XNode.DeepEquals(Described, other.Described);

    public override int GetHashCode() => Described.Value.GetHashCode(StringComparison.Ordinal);

    /// <summary>The action that gives these shares; what else the rule's action says is kept.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Write(Route route, Shares desired)
    {
        const string action = "Actions.member.1.";
        var attached = new[] { Colour.Blue, Colour.Green }.Where(colour => desired[colour].Attached).ToList();
        if (attached.Count == 0)
        {
            var response = Action.At("FixedResponseConfig");
            yield return new($"{action}Type", "fixed-response");
            yield return new($"{action}FixedResponseConfig.StatusCode", Or(response.Text("StatusCode"), "503"));
            yield return new($"{action}FixedResponseConfig.ContentType", Or(response.Text("ContentType"), "text/plain"));
            yield return new($"{action}FixedResponseConfig.MessageBody", Or(response.Text("MessageBody"), Nobody));
            yield break;
        }

        yield return new($"{action}Type", "forward");
        foreach (var (at, colour) in attached.Index())
        {
            yield return new($"{action}ForwardConfig.TargetGroups.member.{at + 1}.TargetGroupArn", route.Targets(colour));
            yield return new($"{action}ForwardConfig.TargetGroups.member.{at + 1}.Weight", desired[colour].Weight.InPercent.ToString(CultureInfo.InvariantCulture));
        }

        // Whose cookie names a side goes there whatever the weights say, and even where nobody is healthy: all to one side is all only without it.
        foreach (var setting in Action.At("ForwardConfig").Members("TargetGroupStickinessConfig"))
            yield return new($"{action}ForwardConfig.TargetGroupStickinessConfig.{setting.Name.LocalName}", setting.Name.LocalName == "Enabled" && !desired.AreSplit ? "false" : setting.Value);
    }

    private static KeyValuePair<string, int> Weight(XElement group) =>
        new(group.Text("TargetGroupArn"), int.TryParse(group.Text("Weight"), CultureInfo.InvariantCulture, out var weight) ? weight : 1);

    private static string Or(string text, string other) => text.Length > 0 ? text : other;
}

using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class Ephemeral
{
    static readonly ListSetting<string> stages = new("stages", "How stages that live for a while are called; a * stands for anything.", ["pr-*", "preview-*", "tmp-*"]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new StackRule
        {
            Name = "ephemeral-stage-expires",
            Demand = "A stage that is made for a while says from which it was made and when it ends.",
            Because = "Nothing prunes it otherwise, and a branch that was merged in spring is still paid for at Christmas.",
            Mend = "Make it by `infra stage create NAME --from STAGE --ttl 48h`; another program exports `ephemeral` as JSON with `from` and `expires`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-8"), Frameworks.Soc2("CC6.1")],
            Types = ["pulumi:pulumi:Stack"],
            Settings = [stages],
            Check = (stack, report) => report.Each(stack.OfType("pulumi:pulumi:Stack"), root =>
            {
                var ephemeral = root["ephemeral"];
                if (ephemeral.IsMissing)
                {
                    // Sides and traffic of a stage know what it is from its network.
                    if (root.Name.EndsWith(".network", StringComparison.Ordinal) && Texts.Fits(StageOf(root.Name), stages.In(report.Settings))) report.About(root).Violation($"{root} exports no `ephemeral`.");
                    return;
                }

                var said = ephemeral.Json();
                if (said["from"].Text is not { Length: > 0 })
                    report.About(root).Violation($"{root} does not say from which stage it was made.");
                else if (Texts.Moment(said["expires"].Text) is null)
                    report.About(root).Violation($"{root} expires '{said["expires"].Text}', which is no time.");
            }),
        },
    ];

    /// <summary>Of <c>infra-pr-7.network</c>: the engine puts the project before the stack.</summary>
    static string StageOf(string root) => root[(root.IndexOf('-') + 1)..].Split('.')[0];
}

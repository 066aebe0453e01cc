using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class ServingEnvironmentUnchanged
{
    public static readonly ResourceRule Rule = new()
    {
        Name = "serving-environment-unchanged",
        Demand = "An environment that serves users is not modified.",
        Because = "Users would get the change at once, without smoke requests, shares or gates, and there would be no proven side to return to.",
        Mend = "Ship the change as a release: `infra rollout` puts it on the other colour and proves it first.",
        Level = Level.Mandatory,
        Severity = Severity.Critical,
        Controls = [Frameworks.Nist("CM-3"), Frameworks.Nist("CM-5"), Frameworks.Soc2("CC8.1"), Frameworks.Iso("A.8.32")],
        WhenUnknown = WhenUnknown.Violation,
        Types = [Tokens.Environment],
        Check = Check,
    };

    static void Check(Resource environment, Report report)
    {
        var serves = environment["serves"];
        if (serves.IsMissing || serves.Flag is not { } serving)
            report.Violation($"{environment} does not say whether it serves.", "Pass `serves`: whether the traffic stack's `serving` is this colour.");
        else if (serving)
            Compare(environment, environment["fingerprint"].Text ?? "", environment["servingFingerprint"].Text ?? "", report);
    }

    static void Compare(Resource environment, string now, string serving, Report report)
    {
        if (now.Length == 0)
            report.Violation($"{environment} serves users and has no fingerprint of its arguments.", "Pass `fingerprint`, computed over all arguments.");
        else if (serving.Length == 0)
            report.Violation($"{environment} serves users and does not know the fingerprint that it serves with.", "Pass `servingFingerprint` from the traffic stack's output.");
        else if (now != serving)
            report.Violation($"{environment} serves users with fingerprint {Short(serving)} and would be changed to {Short(now)}.");
    }

    static string Short(string fingerprint) => fingerprint.Length > 12 ? $"{fingerprint[..12]}…" : fingerprint;
}

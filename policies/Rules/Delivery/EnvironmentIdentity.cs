using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Policies.Rules.Kubernetes;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

/// <summary>An environment is never changed: another release is another environment, with a name of its own.</summary>
internal static partial class EnvironmentIdentity
{
    const int Enough = 7;

    static readonly ImmutableArray<string> named = [.. Tokens.TargetGroups, Tokens.LaunchTemplate, Aws.Kinds.ScalingGroup];

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "environment-fingerprint",
            Demand = "An environment that runs a release has the SHA-256 of all that it is made of.",
            Because = "Nobody could tell whether the side that was proven is the side that gets the traffic.",
            Mend = "Pass `fingerprint`: 64 hex digits, computed over image, configuration and size.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            WhenUnknown = WhenUnknown.Violation,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Nist("SI-7"), Frameworks.Soc2("CC8.1")],
            Types = [Tokens.Environment],
            Check = (environment, report) =>
            {
                if (Runs(environment) && !Hash().IsMatch(environment["fingerprint"].Text ?? "")) report.Violation($"{environment} has the fingerprint '{environment["fingerprint"].Text}'.");
            },
        },
        new ResourceRule
        {
            Name = "environment-name-tells-release",
            Demand = "The name of an environment carries its release, or the beginning of its fingerprint.",
            Because = "Two releases of one name are one environment to the engine: it would change the running one in place instead of making another beside it.",
            Mend = "Put the release's name or the first seven digits of the fingerprint into the component's name.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1"), Frameworks.Iso("A.8.32")],
            Types = [Tokens.Environment],
            Check = (environment, report) =>
            {
                if (!Runs(environment)) return;
                var (release, fingerprint) = (environment["release"].Text ?? "", environment["fingerprint"].Text ?? "");
                if (!environment.Name.Contains(release, StringComparison.OrdinalIgnoreCase) && !(fingerprint.Length >= Enough && environment.Name.Contains(fingerprint[..Enough], StringComparison.OrdinalIgnoreCase)))
                    report.Violation($"{environment} runs release {release}, and its name tells neither that nor its fingerprint.");
            },
        },
        new ResourceRule
        {
            Name = "environment-parts-told-apart",
            Demand = "What a side is made of is named like the side.",
            Because = "A target group or template under a fixed name is taken over from the side before, with the users that it still has.",
            Mend = "Build `name` from the name of the environment, or leave it out and let the engine make one.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1")],
            Types = named,
            Check = (part, report) =>
            {
                if (Sides.NameOver(part) is { } side && part["name"].Text is { Length: > 0 } name && !name.Contains(side, StringComparison.OrdinalIgnoreCase))
                    report.Violation($"{part} is named '{name}', which does not contain '{side}'.");
            },
        },
        new ResourceRule
        {
            Name = "environment-selects-its-own",
            Demand = "A Service of a side selects the pods of that side alone.",
            Because = "With a selector that both sides match, users get the candidate before anybody gave it a share.",
            Mend = "Put the name of the environment into spec.selector, such as under app.kubernetes.io/instance.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Controls = [Frameworks.Nist("CM-3"), Frameworks.Soc2("CC8.1")],
            Types = KubernetesTypes.Services,
            Check = (service, report) =>
            {
                if (Sides.NameOver(service) is not { } side) return;
                var selector = service["spec"]["selector"].Entries.Select(entry => entry.Value.Text ?? "").ToList();
                if (!selector.Any(value => value.Contains(side, StringComparison.Ordinal))) report.Violation($"{service} of the side '{side}' selects pods by {(selector.Count == 0 ? "nothing" : string.Join(", ", selector))}.");
            },
        },
        new ResourceRule
        {
            Name = "serving-environment-protected",
            Demand = "The engine refuses to delete an environment that serves users.",
            Because = "One `destroy` in the wrong stack, or a release set to none by hand, would end the service.",
            Mend = "Set the component's `protect` while `serves` is true.",
            Level = Level.Mandatory,
            Severity = Severity.High,
            Controls = [Frameworks.Nist("CM-5"), Frameworks.Soc2("A1.2")],
            Types = [Tokens.Environment],
            Check = (environment, report) =>
            {
                if (environment["serves"].Flag == true && !environment.IsProtected) report.Violation($"{environment} serves users and is not protected.");
            },
        },
        new ResourceRule
        {
            Name = "settings-immutable",
            Demand = "The configuration of a side can't be changed under it.",
            Because = "A ConfigMap that is edited reaches running pods within a minute: the proven release behaves otherwise, on all replicas at once.",
            Mend = "Set `immutable` to true; other settings are another environment.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Controls = [Frameworks.Nist("CM-5"), Frameworks.Soc2("CC8.1")],
            Types = [.. KubernetesTypes.ConfigMaps, .. KubernetesTypes.Secrets],
            Check = (settings, report) =>
            {
                if (Sides.IsInOne(settings) && settings["immutable"].Flag != true) report.Violation($"{settings} can be changed while its side runs.");
            },
            Remedy = (settings, _) => Sides.IsInOne(settings) && settings["immutable"] is { IsUnknown: false, Flag: not true } ? Change.To(settings).Set("immutable", true) : null,
        },
    ];

    static bool Runs(Resource environment) => environment["release"].Text is not (null or "" or "none");

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Hash();
}

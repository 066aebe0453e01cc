using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>Functions, builds and the registry that images come from.</summary>
internal static class Functions
{
    static readonly ListSetting<string> allow = new("allow", "Names of environment variables that look like secrets and are none.", []);

    static readonly ListSetting<string> ended = new("runtimes", "Runtimes that get no fixes any more.",
    [
        "nodejs", "nodejs4.3", "nodejs6.10", "nodejs8.10", "nodejs10.x", "nodejs12.x", "nodejs14.x", "nodejs16.x", "nodejs18.x", "python2.7", "python3.6", "python3.7", "python3.8", "ruby2.5", "ruby2.7",
        "java8", "go1.x", "dotnetcore1.0", "dotnetcore2.0", "dotnetcore2.1", "dotnetcore3.1", "dotnet5.0", "dotnet6", "dotnet7", "provided",
    ]);

    public static ImmutableArray<Rule> Rules { get; } =
    [
        new ResourceRule
        {
            Name = "function-without-plain-secrets",
            Demand = "No secret stands in a variable of a function or build.",
            Because = "Everyone who may look at its configuration can read it, and a function prints its environment with the first careless stack trace.",
            Mend = "Pass the secret's ARN and read it at start (builds: type SECRETS_MANAGER or PARAMETER_STORE); if it is no secret, name it in the setting `allow`.",
            Level = Level.Mandatory,
            Severity = Severity.Critical,
            Types = [Kinds.Function, Kinds.Project],
            Controls = [Frameworks.Fsbp("CodeBuild.2"), Frameworks.Pci("8.6.2"), Frameworks.Iso("A.5.17"), Frameworks.Nist("IA-5")],
            Settings = [allow],
            Check = (resource, report) => report.Each(Variables(resource), variable =>
            {
                var (name, value) = variable;
                if (allow.In(report.Settings).Contains(name)) return;
                if (value.HoldsSecret)
                    report.Violation($"Variable {name} of {resource} is marked as a secret and stands there in plain text.");
                else if (SecretSigns.Find(name, value.Text ?? "") is { } why)
                    report.Violation($"Variable {name} of {resource} {why}.");
            }),
        },
        new ResourceRule
        {
            Name = "function-runtime-supported",
            Demand = "A function has a runtime that still gets fixes.",
            Because = "Soon after its end AWS takes no more updates of such a function: the next urgent release can't be shipped.",
            Mend = "Set runtime to a current version; what has ended stands in the setting `runtimes`.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Function],
            Controls = [Frameworks.Fsbp("Lambda.2"), Frameworks.Pci("6.3.3"), Frameworks.Nist("SI-2")],
            Settings = [ended],
            Check = (function, report) =>
            {
                if (function["runtime"].Text is { } runtime && ended.In(report.Settings).Contains(runtime)) report.Violation($"{function} has the runtime {runtime}.");
            },
        },
        new ResourceRule
        {
            Name = "function-url-names-origins",
            Demand = "A function's URL names the pages that may call it.",
            Because = "Any page that a user opens could call it from that user's browser.",
            Mend = "Name your pages in cors.allowOrigins.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = ["aws:lambda/functionUrl:FunctionUrl"],
            Controls = [Frameworks.Iso("A.8.3"), Frameworks.Nist("AC-4")],
            Check = (url, report) =>
            {
                if (url["cors"]["allowOrigins"].Texts().Contains("*")) report.Violation($"{url} answers pages of every origin.");
            },
        },
        new ResourceRule
        {
            Name = "registry-scans-images",
            Demand = "A registry looks for known flaws in an image when it is pushed.",
            Because = "A release with a flaw that has been public for months goes out without anyone having been told.",
            Mend = "Set imageScanningConfiguration.scanOnPush to true.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Repository],
            Controls = [Frameworks.Fsbp("ECR.1"), Frameworks.Pci("11.3.1"), Frameworks.Iso("A.8.8"), Frameworks.Nist("RA-5")],
            Check = (repository, report) =>
            {
                if (repository["imageScanningConfiguration"]["scanOnPush"].Flag != true) report.Violation($"{repository} does not scan on push.");
            },
            Remedy = (repository, _) => repository["imageScanningConfiguration"]["scanOnPush"].Flag == true ? null : Change.To(repository).Set("imageScanningConfiguration.scanOnPush", true),
        },
        new ResourceRule
        {
            Name = "registry-tags-stay",
            Demand = "A tag in a registry names one image for ever.",
            Because = "People and scanners speak of tags: after an overwrite, what was tested as v7 is not what v7 is.",
            Mend = "Set imageTagMutability to IMMUTABLE, or IMMUTABLE_WITH_EXCLUSION for tags that move on purpose.",
            Level = Level.Advisory,
            Severity = Severity.Medium,
            Types = [Kinds.Repository],
            Controls = [Frameworks.Fsbp("ECR.2"), Frameworks.Soc2("CC8.1"), Frameworks.Nist("CM-2")],
            Check = (repository, report) =>
            {
                if (repository["imageTagMutability"].Text?.StartsWith("IMMUTABLE", StringComparison.Ordinal) != true) report.Violation($"{repository} lets tags be overwritten.");
            },
        },
        new StackRule
        {
            Name = "registry-throws-old-images-away",
            Demand = "A registry throws away images that nobody runs any more.",
            Because = "It grows with each build, and an old image with open flaws can be started by mistake as long as it is there.",
            Mend = "Declare a LifecyclePolicy that expires untagged and old images, and keeps what can still be returned to.",
            Level = Level.Advisory,
            Severity = Severity.Low,
            Types = [Kinds.Repository],
            Controls = [Frameworks.Fsbp("ECR.3"), Frameworks.Iso("A.8.10")],
            Check = Reading.Each([Kinds.Repository], (repository, stack, report) =>
            {
                if (!stack.HasCompanion(repository, "repository", ["aws:ecr/lifecyclePolicy:LifecyclePolicy"])) report.Violation($"{repository} keeps every image for ever.");
            }),
        },
    ];

    static IEnumerable<(string Name, Property Value)> Variables(Resource resource) => resource.Type == Kinds.Function
        ? resource["environment"]["variables"].Entries
        : resource["environment"]["environmentVariables"].Items.Where(variable => variable["type"].Text is null or "" or "PLAINTEXT").Select(variable => (variable["name"].Text ?? "", variable["value"]));
}

using System.Text.RegularExpressions;
using Infra.Policies.Rules.Kubernetes;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static partial class ArtefactByDigest
{
    public static readonly ResourceRule Rule = new()
    {
        Name = "artefact-by-digest",
        Demand = "Every image is named by its digest, every machine image by its id.",
        Because = "A tag can be moved: the next task that starts could run something that nobody tested, and going back would not bring back what ran before.",
        Mend = "Name the image as repository@sha256: followed by 64 hex digits, a machine image as ami- followed by 17.",
        Level = Level.Mandatory,
        Severity = Severity.Critical,
        Controls = [Frameworks.Nist("CM-14"), Frameworks.Soc2("CC8.1"), Frameworks.Iso("A.8.9"), Frameworks.Pci("6.3.2")],
        Types = [Tokens.TaskDefinition, Tokens.LaunchTemplate, Aws.Kinds.LaunchConfiguration, Aws.Kinds.Instance, Aws.Kinds.Function, .. Workload.Tokens, Tokens.Environment],
        Check = Check,
    };

    static void Check(Resource resource, Report report)
    {
        switch (resource.Type)
        {
            case Tokens.Environment:
                Environment(resource, report);
                break;
            case Tokens.TaskDefinition:
                report.Each(Container.Of(resource), container => Image(container.Image, $"{container} of {resource}", report));
                break;
            case Tokens.LaunchTemplate or Aws.Kinds.LaunchConfiguration:
                Image(resource["imageId"], $"{resource}", report);
                break;
            // An instance may take its image from a template, a function its code from an archive.
            case Aws.Kinds.Instance or Aws.Kinds.Function:
                if (resource[resource.Type == Aws.Kinds.Instance ? "ami" : "imageUri"] is { IsMissing: false } image) Image(image, $"{resource}", report);
                break;
            default:
                Workload.Of(resource).EachContainer(report, container => Image(container["image"], $"{container} of {resource}", report));
                break;
        }
    }

    static void Environment(Resource environment, Report report)
    {
        if (environment["release"].Text is not { Length: > 0 } release || release == "none") return;
        Image(environment["image"], $"{environment}, release {release},", report);
    }

    static void Image(Property image, string who, Report report)
    {
        if (image.Text is not { Length: > 0 } text)
            report.Violation($"{who} names no image.");
        else if (!Digest().IsMatch(text))
            report.Violation($"{who} runs '{text}', which {Fault(text)}.");
    }

    static string Fault(string image) => image.Split('@') switch
    {
        _ when image.StartsWith("resolve:", StringComparison.Ordinal) => "is looked up anew at every launch",
        [_, var digest] => $"has a digest that is not sha256 with 64 lower-case hex digits ({digest.Length} characters: '{digest}')",
        [var name] when name[(name.LastIndexOf('/') + 1)..].Split(':') is [_, var tag] => $"is the tag '{tag}', not a digest",
        _ => "has neither tag nor digest, so it means 'latest'",
    };

    [GeneratedRegex("^(?:[^@\\s]+@sha256:[0-9a-f]{64}|ami-[0-9a-f]{8}(?:[0-9a-f]{9})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}

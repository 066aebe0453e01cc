using Infra.Catalog;
using Infra.Cli.Composition;

namespace Infra.Cli.Doctor;

/// <summary>Whether the policy pack is built, and whether plain <c>pulumi</c> passes it too.</summary>
internal static class PolicyCheck
{
    private const string Variable = "PULUMI_OPTION_POLICY_PACK";
    private const string Manifest = "PulumiPolicy.yaml";

    internal static Finding Pack() => File.Exists(Programs.PolicyPack)
        ? Finding.Ok("policies", $"The pack that every infra command passes is built: {Programs.PolicyPack}.")
        : Finding.Problem("policies", $"The policy pack {Programs.PolicyPack} is missing, and no preview runs without it.", "Build it with infra: `dotnet build infra/Cli`.");

    internal static IEnumerable<Finding> OfProject(ProjectFolder folder, ServiceCatalog catalog) => folder.PolicyPacks(catalog).Skip(1).Select(pack =>
        File.Exists(pack) || File.Exists(Path.Combine(pack, Manifest))
            ? Finding.Ok("policies", $"The project's pack {pack} is there.")
            : Finding.Problem("policies", $"The project's policy pack {pack} is neither an executable file nor a folder with {Manifest}, and no preview runs without it.", $"Put it there, or mend policyPacks in {ServiceCatalog.FileName}."));

    internal static Finding Wired(ProjectFolder folder)
    {
        const string check = "policies of plain pulumi";
        var pack = Path.Combine(folder.Root, "policies");
        var wire = $"`export {Variable}={(File.Exists(Path.Combine(pack, Manifest)) ? pack : "…/policies")}`, so that `pulumi preview` and `pulumi up` by hand pass it too.";
        return Environment.GetEnvironmentVariable(Variable) switch
        {
            null or "" => Finding.Advice(check, $"{Variable} is not set: whoever runs plain pulumi passes no policy.", wire),
            var set when set.Split(',').FirstOrDefault(each => !File.Exists(Path.Combine(each.Trim(), Manifest))) is { } missing => Finding.Problem(check, $"{Variable} names {missing}, which holds no {Manifest}: every pulumi command fails.", wire),
            var set => Finding.Ok(check, $"{Variable} is {set}."),
        };
    }
}

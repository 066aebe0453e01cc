using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class NoPlainSecrets
{
    static readonly ListSetting<string> allow = new("allow", "Names of environment variables that look like secrets and are none.", []);

    public static readonly ResourceRule Rule = new()
    {
        Name = "no-plain-secrets",
        Demand = "No secret stands in a plain environment variable.",
        Because = "Whoever may look at the task definition, its state or its logs could read it, and every revision keeps it for ever.",
        Mend = "Put the value into Secrets Manager or SSM and pass its ARN under `secrets` (valueFrom); if it is no secret, name the variable in this rule's setting `allow`.",
        Level = Level.Mandatory,
        Severity = Severity.Critical,
        Controls = [Frameworks.Fsbp("ECS.8"), Frameworks.Nist("IA-5"), Frameworks.Pci("8.6.2"), Frameworks.Soc2("CC6.1")],
        Types = [Tokens.TaskDefinition, Tokens.Environment],
        Settings = [allow],
        Check = Check,
    };

    static void Check(Resource resource, Report report)
    {
        if (resource.Type == Tokens.Environment)
            Variables(resource.ToString(), resource["environment"].Entries, report);
        else if (resource["containerDefinitions"] is { IsSecret: true } whole)
            report.Violation($"{whole.Path} of {resource} is marked as a secret as a whole: a secret value was written into its text.");
        else
            report.Each(Container.Of(resource), container =>
                Variables($"{container} of {resource}", container.Definition["environment"].Items.Select(variable => (variable["name"].Text ?? "", variable["value"])), report));
    }

    static void Variables(string owner, IEnumerable<(string Name, Property Value)> variables, Report report)
    {
        var allowed = allow.In(report.Settings);
        report.Each(variables.Where(variable => !allowed.Contains(variable.Name)), variable =>
        {
            var (name, value) = variable;
            if (value.HoldsSecret)
                report.Violation($"Variable {name} of {owner} is marked as a secret and stands there in plain text.");
            else if (SecretSigns.Find(name, value.Text ?? "") is { } why)
                report.Violation($"Variable {name} of {owner} {why}.");
        });
    }
}

using System.CommandLine;
using System.Text.Json.Nodes;
using Infra.Policies.Sdk.Checking;
using Infra.Policies.Sdk.Exemptions;
using Infra.Policies.Sdk.Host;
using Infra.Policies.Sdk.Reports;

namespace Infra.Policies.Sdk.Verbs;

/// <summary>What a person may ask of a pack without an engine.</summary>
internal static class PackVerbs
{
    const int Ok = 0, Failed = 1, Violated = 5, BadInput = 14;

    public static string[] Names { get; } = ["list", "explain", "test", "check", "coverage", "--help", "-h"];

    public static Task<int> RunAsync(Pack pack, string[] args)
    {
        var parsed = Create(pack).Parse(args);
        return parsed.Errors.Count == 0 ? parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false }) : Task.FromResult(Complain(parsed.Errors.Select(error => error.Message)));
    }

    static RootCommand Create(Pack pack)
    {
        var root = new RootCommand($"{pack.Name} {pack.Version}: {pack.Description}") { List(pack), Explain(pack), Test(pack), Check(pack), CoverageOf(pack) };
        return root;
    }

    static Command List(Pack pack)
    {
        var json = new Option<bool>("--json") { Description = "One JSON array." };
        var command = new Command("list", "Lists the rules.") { json };
        command.SetAction(asked =>
        {
            if (asked.GetValue(json))
                Console.WriteLine(new JsonArray([.. pack.Rules.Select(RuleText.Json)]).ToJsonString(JsonReport.Indented));
            else
                foreach (var rule in pack.Rules) Console.WriteLine(RuleText.Line(rule, pack.Rules.Max(each => each.Name.Length)));
            return Ok;
        });
        return command;
    }

    static Command Explain(Pack pack)
    {
        var name = new Argument<string>("rule") { Description = "The rule's name.", HelpName = "RULE" };
        name.CompletionSources.Add(_ => pack.Rules.Select(rule => new System.CommandLine.Completions.CompletionItem(rule.Name)));
        var command = new Command("explain", "Says what a rule demands, why, and how to mend a violation.") { name };
        command.SetAction(asked => pack.Rules.FirstOrDefault(rule => rule.Name == asked.GetRequiredValue(name)) is { } rule
            ? Say(RuleText.Explain(rule))
            : Complain([$"The pack '{pack.Name}' has no rule '{asked.GetRequiredValue(name)}'; `list` names those it has."]));
        return command;
    }

    static Command Test(Pack pack)
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders of cases. In YAML's flow style `!unknown ,` needs the space before the comma.", Arity = ArgumentArity.OneOrMore };
        var command = new Command("test", "Runs cases in YAML: resources that pass a rule and that violate it.") { paths };
        command.SetAction((asked, _) => TestVerb.RunAsync(pack, asked.GetRequiredValue(paths), Console.Out));
        return command;
    }

    static Command Check(Pack pack)
    {
        var file = new Argument<string>("file") { Description = "A state (`pulumi stack export`) or a plan (`pulumi preview --json`)." };
        var format = new Option<string>("--format") { Description = $"{string.Join(", ", Formats.All.Keys)}.", DefaultValueFactory = _ => "console" };
        format.AcceptOnlyFromAmong([.. Formats.All.Keys]);
        var output = new Option<string?>("--output") { Description = "A file for the report; standard output by default.", HelpName = "FILE" };
        var subject = new Option<string?>("--subject") { Description = "What the report calls it; the file's name by default.", HelpName = "NAME" };
        var command = new Command("check", "Judges a state or a plan. Exit code 5 says that a mandatory rule is violated.") { file, format, output, subject };
        command.SetAction(async (asked, ct) =>
        {
            try
            {
                var path = asked.GetRequiredValue(file);
                var resources = ResourceFile.Read(path);
                var project = Environment.CurrentDirectory;
                var report = await Checker.RunAsync(pack, asked.GetValue(subject) ?? Path.GetFileName(path), resources, ConfigurationFile.Of(project, pack), ExemptionFile.Book(project, pack, TimeProvider.System), TimeProvider.System);
                var text = Formats.All[asked.GetRequiredValue(format)](report);
                if (asked.GetValue(output) is { } to)
                    await File.WriteAllTextAsync(to, text, ct);
                else
                    Console.WriteLine(text);
                return report.IsRefused ? Violated : Ok;
            }
            catch (UnusableFileException e)
            {
                return Complain(e.Problems);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Complain([$"The report can't be written: {e.Message}"]);
                return Failed;
            }
        });
        return command;
    }

    static Command CoverageOf(Pack pack)
    {
        var command = new Command("coverage", "Shows which controls of which frameworks the rules support.");
        command.SetAction(_ =>
        {
            foreach (var framework in Coverage.Of(pack))
            {
                Console.WriteLine($"{framework.Framework}: {framework.Controls.Length} controls");
                foreach (var (control, rules) in framework.Controls) Console.WriteLine($"  {control,-28} {string.Join(", ", rules.Select(rule => rule.Name))}");
            }

            return Say(Coverage.Disclaimer);
        });
        return command;
    }

    static int Say(string text)
    {
        Console.WriteLine(text);
        return Ok;
    }

    /// <summary>Tells what is wrong with what was given.</summary>
    public static int Complain(IEnumerable<string> problems)
    {
        foreach (var problem in problems) Console.Error.WriteLine(problem);
        return BadInput;
    }
}

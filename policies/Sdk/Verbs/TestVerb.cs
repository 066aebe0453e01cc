using System.Collections.Immutable;
using Infra.Policies.Sdk.Testing;

namespace Infra.Policies.Sdk.Verbs;

/// <summary>Runs files of cases: <c>test FOLDER</c>.</summary>
internal static class TestVerb
{
    public static async Task<int> RunAsync(Pack pack, string[] paths, TextWriter output)
    {
        try
        {
            var files = paths.SelectMany(Files).Order(StringComparer.Ordinal).ToList();
            if (files.Count == 0) throw new UnusableFileException($"There are no .yaml files in {string.Join(", ", paths)}.");
            return await RunAsync(pack, [.. files.SelectMany(file => CaseFile.Read(file))], output);
        }
        catch (UnusableFileException e)
        {
            await output.WriteLineAsync(e.Message);
            return 14;
        }
    }

    static async Task<int> RunAsync(Pack pack, ImmutableArray<RuleCases> all, TextWriter output)
    {
        var (passed, failed) = (0, 0);
        foreach (var cases in all)
        {
            if (pack.Rules.FirstOrDefault(rule => rule.Name == cases.Rule) is not { } rule)
                throw new UnusableFileException($"{cases.Place}: the pack '{pack.Name}' has no rule '{cases.Rule}'.");
            foreach (var one in cases.Cases)
            {
                if ((await CaseRunner.RunAsync(rule, one)).Complaint is { } complaint)
                {
                    failed++;
                    await output.WriteLineAsync($"{one.Place}: {rule.Name}, {one.Expected}: {complaint}");
                }
                else
                    passed++;
            }
        }

        await output.WriteLineAsync($"{all.Select(cases => cases.Rule).Distinct().Count()} rules, {passed} cases as expected, {failed} not.");
        return failed == 0 ? 0 : 1;
    }

    static IEnumerable<string> Files(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories)
        : File.Exists(path) ? [path]
        : throw new UnusableFileException($"{path} is neither a file nor a folder.");
}

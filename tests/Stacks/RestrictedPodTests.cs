using System.Text.Json.Nodes;
using Infra.Tests.Support;

namespace Infra.Tests.Stacks;

/// <summary>Every pod that our stacks declare, before the Pod Security Standard <em>restricted</em>; and the standard as we hold it, before those pods by which Kubernetes tests its own.</summary>
public sealed class RestrictedPodTests
{
    [Fact]
    public void What_Kubernetes_lets_pass_passes() =>
        Assert.Empty(Fixtures("restricted", "pass").SelectMany(fixture => RestrictedPods.Faults(fixture.Pod).Select(fault => $"{fixture.Name}: {fault}")));

    [Theory]
    [InlineData("restricted", 76)]
    [InlineData("baseline", 34)]
    public void What_Kubernetes_refuses_is_refused_by_the_same_control(string profile, int count)
    {
        var fixtures = Fixtures(profile, "fail").ToList();

        Assert.Equal(count, fixtures.Count);
        Assert.Empty(fixtures.Where(fixture => !RestrictedPods.Faults(fixture.Pod).Any(fault => fixture.Name.Contains(fault.Split(':')[0], StringComparison.Ordinal))).Select(fixture => fixture.Name));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Every_pod_of_a_side_is_restricted(bool hasSettings, bool hasSecrets)
    {
        var catalog = Given.ClusterCatalog
            .Replace(hasSettings ? "!" : "env: { GREETING: hello }", "", StringComparison.Ordinal)
            .Replace(hasSecrets ? "!" : "secrets: { DATABASE_PASSWORD: web-db/password }", "", StringComparison.Ordinal);
        var side = await StackRun.OfAsync("cluster.web.blue", catalog, Given.Stacks(
            ("cluster.web.blue", Given.Environment(Given.Release())),
            ("cluster.web.traffic", Given.Traffic("none", ""))));

        var templates = side.Declared.Select(resource => resource.Whole()["spec"]?["template"]).OfType<JsonObject>().ToList();
        Assert.Single(templates);
        Assert.Empty(templates.SelectMany(RestrictedPods.Faults));
    }

    static IEnumerable<(string Name, JsonObject Pod)> Fixtures(string profile, string verdict)
    {
        Assert.SkipWhen(Repository.Shared is null, "The pods by which Kubernetes tests its admission do not lie beside this checkout (../shared/data/ecosystem/pss).");
        return from file in Directory.EnumerateFiles(Path.Combine(Repository.Shared, $"data/ecosystem/pss/test/testdata/{profile}/v1.37/{verdict}"), "*.yaml")
               select (Path.GetFileNameWithoutExtension(file), YamlJson.Read(File.ReadAllText(file))!.AsObject());
    }
}

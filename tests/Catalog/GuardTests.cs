using Infra.Catalog;

namespace Infra.Tests.Catalog;

public sealed class GuardTests
{
    private const string Catalog = """
        project: shop
        policyPacks: [security/pack, ../awsguard]
        evidenceKeys: [keys/cosign.pub]
        stages:
          local: { engine: sandbox, platform: aws-ecs }
        services:
          web: { artefact: shop/web, port: 8080, health: /healthz }
        """;

    [Fact]
    public void A_project_names_the_packs_that_judge_beside_ours() =>
        Assert.Equal(["security/pack", "../awsguard"], ServiceCatalog.Parse(Catalog).PolicyPacks.AsEnumerable());

    [Fact]
    public void A_project_names_the_keys_whose_word_about_releases_counts() =>
        Assert.Equal(["keys/cosign.pub"], ServiceCatalog.Parse(Catalog).EvidenceKeys.AsEnumerable());

    [Theory]
    [InlineData("https://packs.example/guard", "the catalog: policyPacks \"https://packs.example/guard\" is not a policy pack: the path of a folder with PulumiPolicy.yaml, or of an executable file")]
    [InlineData("\"\"", "the catalog: policyPacks \"\" is not a policy pack")]
    public void What_is_no_path_is_told(string wrong, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<BadInputException>(() => ServiceCatalog.Parse(Catalog.Replace("../awsguard", wrong, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
}

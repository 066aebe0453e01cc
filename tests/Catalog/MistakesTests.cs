using Infra.Catalog;

namespace Infra.Tests.Catalog;

public sealed class MistakesTests
{
    [Fact]
    public void Every_mistake_of_a_file_is_reported_at_once_with_its_place_and_remedy()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "expected", "catalog", "mistakes.yaml"));

        var problems = Assert.Throws<BadInputException>(() => ServiceCatalog.Parse(text)).Problems;

        Golden.Matches("catalog/mistakes.txt", string.Join('\n', problems));
    }

    [Theory]
    [InlineData("", "infra.yaml(1,1): the catalog is empty; it needs project, stages and services.")]
    [InlineData("# nothing\n", "infra.yaml(1,1): the catalog is empty; it needs project, stages and services.")]
    [InlineData("- a\n", "infra.yaml(1,1): the catalog must be a map of keys and values, not a list.")]
    [InlineData("project: shop\nstages:\n\tlocal: {}\n", "infra.yaml(3,1): a tab in the indentation; YAML indents with spaces.")]
    [InlineData("project: [shop\n", "infra.yaml(2,1): not YAML: while parsing a flow sequence, did not find expected ',' or ']'; check the indentation, quotes and brackets here and on the line before.")]
    public void A_file_that_is_no_catalog_gets_one_message(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<BadInputException>(() => ServiceCatalog.Parse(text)).Message);

    [Fact]
    public void A_file_that_is_not_there_is_said_with_its_path()
    {
        var message = Assert.Throws<BadInputException>(() => ServiceCatalog.Load("/nowhere/at/all")).Message;

        Assert.Contains(Path.Combine("/nowhere/at/all", "infra.yaml"), message, StringComparison.Ordinal);
        Assert.Contains("--project", message, StringComparison.Ordinal);
    }
}

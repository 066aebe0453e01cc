using Infra.Catalog;
using Infra.Cli.Views;

namespace Infra.Tests.Cli;

public sealed class StageDifferenceLinesTests
{
    [Fact]
    public void What_is_not_declared_stands_out_and_the_last_line_says_how_to_declare_it() => Assert.Equal(
        [
            "  region        eu-west-1 | us-east-1",
            "! web.replicas  2 | 6",
            "! webAcl        nothing | there is one",
            "staging and prod differ where infra.yaml doesn't let them (2); make them the same, or add `mayDiffer: [replicas, webAcl]`.",
        ],
        StageDifferenceLines.Of("staging", "prod",
        [
            new("region", "eu-west-1", "us-east-1", IsDeclared: true),
            new("web.replicas", "2", "6", IsDeclared: false),
            new("webAcl", "", "there is one", IsDeclared: false),
        ]));

    [Fact]
    public void Stages_that_may_differ_as_they_do_are_fine() =>
        Assert.Equal(["  region  a | b", "one and two differ only where they may."], StageDifferenceLines.Of("one", "two", [new("region", "a", "b", IsDeclared: true)]));
}

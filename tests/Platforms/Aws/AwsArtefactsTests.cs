using Infra.Catalog;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Aws;

public sealed class AwsArtefactsTests
{
    static readonly Release Web = Some.Release("1");

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repository_that_is_not_there_is_another_sentence_than_an_image()
    {
        await using var stand = await AwsStand.StartAsync();

        Assert.Equal($"ECR of account 111122223333 in eu-west-1 has no repository shop/web; create it and push {Web.Reference} there first.", await stand.Artefacts.MissingAsync(Web, Ct));
    }

    [Fact]
    public async Task An_image_of_another_account_is_asked_for_there()
    {
        await using var stand = await AwsStand.StartAsync();
        var theirs = Web with { Artefact = "444455556666.dkr.ecr.us-east-1.amazonaws.com/base/web" };
        stand.Aws.Images.Add($"444455556666/base/web@{theirs.Digest}");

        Assert.Null(await stand.Artefacts.MissingAsync(theirs, Ct));
    }

    [Fact]
    public async Task A_registry_that_can_not_be_asked_is_no_registry_that_has_it()
    {
        await using var stand = await AwsStand.StartAsync();

        Assert.Contains("is not in ECR", await stand.Artefacts.MissingAsync(Web with { Artefact = "ghcr.io/shop/web" }, Ct));
    }

    [Fact]
    public async Task A_machine_image_has_to_be_there_and_available()
    {
        await using var stand = await AwsStand.StartAsync();
        stand.Aws.MachineImages["ami-0123456789abcdef0"] = "available";
        stand.Aws.MachineImages["ami-0123456789abcdef1"] = "pending";

        Assert.Null(await stand.Artefacts.MissingAsync(Machine("ami-0123456789abcdef0"), Ct));
        Assert.Equal("The machine image ami-0123456789abcdef1 is pending, not available, in eu-west-1.", await stand.Artefacts.MissingAsync(Machine("ami-0123456789abcdef1"), Ct));
        Assert.Contains("no machine image ami-0123456789abcdef2", await stand.Artefacts.MissingAsync(Machine("ami-0123456789abcdef2"), Ct));

        static Release Machine(string id) => new() { Name = "v1", Artefact = "shop/web", Tag = id };
    }
}

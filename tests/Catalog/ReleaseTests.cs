using Infra.Catalog;

namespace Infra.Tests.Catalog;

public sealed class ReleaseTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_digest_may_have_a_name()
    {
        Assert.Equal(new Release { Name = "v2", Artefact = "shop/web", Digest = $"sha256:{Hex}" }, Release.Parse($"v2@sha256:{Hex}", "shop/web"));
        Assert.Equal("0123456789ab", Release.Parse($"sha256:{Hex}", "shop/web").Name);
    }

    [Theory]
    [InlineData("v2@ami-0123456789abcdef0", "v2")]
    [InlineData("ami-0123abcd", "0123abcd")]
    public void A_machine_image_may_have_a_name(string text, string name)
    {
        var release = Release.Parse(text, "shop/web");

        Assert.Equal((name, text[text.IndexOf("ami-", StringComparison.Ordinal)..], true), (release.Name, release.Reference, release.IsMachineImage));
        Assert.Null(release.ComplaintOn(PlatformKind.AwsAsg));
        Assert.Contains("runs containers", release.ComplaintOn(PlatformKind.Kubernetes));
    }

    [Fact]
    public void Any_other_plain_word_is_a_tag() =>
        Assert.Equal(new Release { Name = "latest", Artefact = "shop/web", Tag = "latest" }, Release.Parse("latest", "shop/web"));

    [Theory]
    [InlineData("sha256:123")]
    [InlineData("v2@sha256:zz")]
    [InlineData("SHA256:0123")]
    [InlineData("v2@latest")]
    [InlineData("ami-0123")]
    public void A_malformed_digest_is_not_taken_for_a_tag(string text) =>
        Assert.Contains("malformed digest", Assert.Throws<BadInputException>(() => Release.Parse(text, "shop/web")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("none")]
    public void What_is_neither_digest_nor_tag_is_refused(string text) =>
        Assert.Throws<BadInputException>(() => Release.Parse(text, "shop/web"));

    [Fact]
    public void A_release_travels_as_json_and_none_as_a_word()
    {
        var release = new Release { Name = "v2", Artefact = "shop/web", Digest = $"sha256:{Hex}", Commit = "abc" };

        Assert.Equal($$"""{"name":"v2","artefact":"shop/web","digest":"sha256:{{Hex}}","tag":"","commit":"abc","builtAt":""}""", release.ToJson());
        Assert.Equal(release, Release.FromJson(release.ToJson()));
        Assert.Equal("none", Release.None.ToJson());
        Assert.True(Release.FromJson("none").IsNone);
        Assert.Throws<BadInputException>(() => Release.FromJson("""{"name":"v2","colour":"blue"}"""));
    }

    [Fact]
    public void What_a_release_written_by_hand_leaves_out_is_empty()
    {
        var release = Release.FromJson("""{"name":"v2","artefact":"shop/web","tag":"v2"}""");

        Assert.Equal(new Release { Name = "v2", Artefact = "shop/web", Tag = "v2" }, release);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Infra.Sandbox.World.Storage;
using Infra.Tests.Support;

namespace Infra.Tests.World;

public sealed class CertificateTests : IDisposable
{
    readonly TemporaryFolder root = new();
    readonly ManualTime time = new();
    readonly WorldFolder folder;
    readonly CertificateFile file;

    public CertificateTests()
    {
        folder = new WorldFolder(root.Path);
        file = new CertificateFile(folder, time);
    }

    public void Dispose() => root.Dispose();

    [Fact]
    public void It_is_for_this_machine_alone_and_its_key_is_for_its_user_alone()
    {
        using var made = file.Load();

        Assert.True(made.HasPrivateKey && made.MatchesHostname("localhost") && made.MatchesHostname("127.0.0.1"));
        Assert.False(made.MatchesHostname("example.com"));
        Assert.Equal(ECCurve.NamedCurves.nistP256.Oid.Value, made.GetECDsaPublicKey()?.ExportParameters(false).Curve.Oid.Value);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.CertificateWithKey));
        Assert.DoesNotContain("PRIVATE", File.ReadAllText(folder.Certificate));
    }

    [Fact]
    public void It_stays_the_same_until_its_end_is_near()
    {
        using var first = file.Load();
        time.Advance(TimeSpan.FromDays(334));
        using var kept = file.Load();
        time.Advance(TimeSpan.FromDays(2));
        using var next = file.Load();

        Assert.Equal(first.Thumbprint, kept.Thumbprint);
        Assert.NotEqual(first.Thumbprint, next.Thumbprint);
        Assert.Equal(next.Thumbprint, Published());
    }

    [Fact]
    public void What_is_torn_or_missing_is_made_anew()
    {
        using var first = file.Load();
        File.Delete(folder.Certificate);
        using var kept = file.Load();
        Assert.Equal((first.Thumbprint, first.Thumbprint), (kept.Thumbprint, Published()));

        File.WriteAllText(folder.CertificateWithKey, File.ReadAllText(folder.CertificateWithKey)[..300]);
        using var next = file.Load();

        Assert.NotEqual(first.Thumbprint, next.Thumbprint);
        Assert.Equal(next.Thumbprint, Published());
    }

    string Published()
    {
        using var published = X509CertificateLoader.LoadCertificateFromFile(folder.Certificate);
        return published.Thumbprint;
    }
}

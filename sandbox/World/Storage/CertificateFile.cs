using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Infra.Sandbox.World.Storage;

/// <summary>The world's own certificate for this machine alone: made when first asked for, and anew when its end is near.</summary>
internal sealed class CertificateFile(WorldFolder folder, TimeProvider time)
{
    static readonly TimeSpan Validity = TimeSpan.FromDays(365), Reserve = TimeSpan.FromDays(30);

    public X509Certificate2 Load()
    {
        if (Read() is { } kept)
        {
            if (kept.NotAfter - Reserve > time.GetLocalNow().DateTime) return Publish(kept);
            kept.Dispose();
        }
        return Publish(Make());
    }

    X509Certificate2? Read()
    {
        if (!File.Exists(folder.CertificateWithKey)) return null;
        try
        {
            return X509Certificate2.CreateFromPemFile(folder.CertificateWithKey);
        }
        catch (CryptographicException)
        {
            // Torn or edited. Nobody has to bear with that: what clients trust is written anew along with it.
            return null;
        }
    }

    X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Infra sandbox", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([Oid.FromOidValue("1.3.6.1.5.5.7.3.1", OidGroup.EnhancedKeyUsage)], critical: false));
        var now = time.GetUtcNow();
        // A day back, for a client whose clock is behind.
        using var made = request.CreateSelfSigned(now.AddDays(-1), now + Validity);
        Write(folder.CertificateWithKey, $"{made.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return X509Certificate2.CreateFromPemFile(folder.CertificateWithKey);
    }

    X509Certificate2 Publish(X509Certificate2 certificate)
    {
        var text = certificate.ExportCertificatePem() + "\n";
        if (!File.Exists(folder.Certificate) || File.ReadAllText(folder.Certificate) != text) Write(folder.Certificate, text);
        return certificate;
    }

    static void Write(string path, string text)
    {
        var aside = path + ".new";
        File.Delete(aside);
        using (var file = new StreamWriter(aside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite })) file.Write(text);
        File.Move(aside, path, overwrite: true);
    }
}

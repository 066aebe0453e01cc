using System.Security.Cryptography.X509Certificates;

namespace Infra.Platforms.Kubernetes;

/// <summary>Where an API server is, how it is known, and as whom one asks it.</summary>
internal sealed record KubeAccess
{
    public required Uri Server { get; init; }

    /// <summary>Those that may have signed the server's certificate; empty for the machine's own.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The bearer token, made anew where the last one was refused; null where there is none.</summary>
    public Func<bool, CancellationToken, Task<string?>> Token { get; init; } = (_, _) => Task.FromResult<string?>(null);

    internal SocketsHttpHandler Handler()
    {
        var handler = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (Authorities.Count > 0)
        {
            handler.SslOptions.CertificateChainPolicy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(Authorities);
        }

        if (ClientCertificate is not null)
            handler.SslOptions.ClientCertificates = [ClientCertificate];
        return handler;
    }
}

using System.Security.Cryptography.X509Certificates;

namespace Infra.Platforms.Kubernetes;

/// <summary>Access as a pod has it.</summary>
internal static class ServiceAccount
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <returns>Null when this runs in no pod.</returns>
    internal static KubeAccess? Find()
    {
        var (host, port) = (Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"), Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT"));
        return host is { Length: > 0 } && File.Exists($"{Folder}/token") ? Read(Folder, host, port is { Length: > 0 } ? port : "443") : null;
    }

    internal static KubeAccess Read(string folder, string host, string port)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Path.Combine(folder, "ca.crt"));
        return new()
        {
            Server = new($"https://{(host.Contains(':') ? $"[{host}]" : host)}:{port}"),
            Authorities = authorities,
            // The kubelet replaces it from time to time.
            Token = async (_, ct) => (await File.ReadAllTextAsync(Path.Combine(folder, "token"), ct)).Trim(),
        };
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Infra.Platforms;
using Infra.Platforms.Kubernetes;
using Infra.Tests.Support;

namespace Infra.Tests.Platforms.Kubernetes;

/// <summary>Files as kubectl, kind and AWS write them.</summary>
public sealed class KubeConfigTests : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly HurriedTime time = new();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_client_certificate_and_an_authority_come_out_of_the_file()
    {
        var (certificate, key) = Certificate();
        var access = Read($$"""
            { name: kind-local, context: { cluster: kind, user: kind } }
            """, $"{{ server: \"https://127.0.0.1:6443\", certificate-authority-data: {Base64(certificate)} }}", $"{{ client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)} }}", "kind-local");

        Assert.Equal("https://127.0.0.1:6443/", access.Server.AbsoluteUri);
        Assert.Equal("CN=infra test", Assert.Single(access.Authorities).Subject);
        Assert.True(access.ClientCertificate?.HasPrivateKey);
    }

    [Fact]
    public async Task A_program_prints_the_token_and_is_run_again_when_that_runs_out()
    {
        var runs = Path.Combine(folder.Path, "runs");
        var access = Plugin($$$"""
            echo run >> {{{runs}}}
            case $KUBERNETES_EXEC_INFO in *'"kind":"ExecCredential"'*'"interactive":false'*) ;; *) exit 3;; esac
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","spec":{},"status":{"expirationTimestamp":"2026-11-20T12:14:00Z","token":"k8s-aws-v1.'$(wc -l < {{{runs}}} | tr -d " ")'-'$AWS_PROFILE'"}}'
            """);

        Assert.Equal("k8s-aws-v1.1-prod", await access.Token(false, Ct));
        Assert.Equal("k8s-aws-v1.1-prod", await access.Token(false, Ct));
        Assert.Equal("k8s-aws-v1.2-prod", await access.Token(true, Ct));
        time.Advance(TimeSpan.FromMinutes(13.5));
        Assert.Equal("k8s-aws-v1.3-prod", await access.Token(false, Ct));
    }

    [Theory]
    [InlineData("echo 'Error loading SSO Token' >&2; exit 255", "ended with 255 instead of credentials for Kubernetes: Error loading SSO Token")]
    [InlineData("echo hello", "printed something else than an ExecCredential")]
    [InlineData("""echo '{"kind":"ExecCredential","status":{"clientCertificateData":"x"}}'""", "printed credentials without a token")]
    public async Task A_program_that_prints_no_token_is_a_sentence(string script, string says)
    {
        var access = Plugin(script);

        Assert.Contains(says, (await Assert.ThrowsAsync<PlatformException>(() => access.Token(false, Ct))).Message);
    }

    [Fact]
    public async Task A_program_that_is_not_there_says_what_the_file_says_about_it()
    {
        var access = Read(Context, Cluster, "{ exec: { apiVersion: client.authentication.k8s.io/v1, command: no-such-program-here, installHint: Install it from example.com. } }", "prod");

        Assert.EndsWith("Install it from example.com.", (await Assert.ThrowsAsync<PlatformException>(() => access.Token(false, Ct))).Message);
    }

    [Fact]
    public void A_context_that_is_not_there_names_those_that_are() =>
        Assert.EndsWith("has no context staging; it has prod.", Assert.Throws<PlatformException>(() => Read(Context, Cluster, "{ token: t }", "staging")).Message);

    [Theory]
    [InlineData("{ server: \"https://k\", insecure-skip-tls-verify: true }", "{ token: t }", "insecure-skip-tls-verify")]
    [InlineData("{ server: \"https://k\" }", "{ username: admin, password: secret }", "has username, which Kubernetes has given up")]
    [InlineData("{ server: \"https://k\" }", "{ auth-provider: { name: gcp } }", "has auth-provider, which Kubernetes has given up")]
    [InlineData("{ proxy-url: \"https://k\" }", "{ token: t }", "has no server")]
    [InlineData("{ server: ", "{ token: t }", "is no kubeconfig: ")]
    public void A_file_that_can_not_be_used_is_a_sentence(string cluster, string user, string says) =>
        Assert.Contains(says, Assert.Throws<PlatformException>(() => Read(Context, cluster, user, "prod")).Message);

    [Fact]
    public async Task The_first_file_that_has_it_wins()
    {
        var (one, two) = (Write("one", Context, "{ server: \"https://one\" }", "{ token: first }"), Write("two", Context, "{ server: \"https://two\" }", "{ token: second }"));

        var access = KubeConfig.Read([Path.Combine(folder.Path, "missing"), one, two], "prod", time);

        Assert.Equal(("https://one/", "first"), (access.Server.AbsoluteUri, await access.Token(false, Ct)));
    }

    [Fact]
    public async Task In_a_pod_the_token_is_read_anew_each_time()
    {
        File.WriteAllText(Path.Combine(folder.Path, "ca.crt"), Certificate().Certificate);
        File.WriteAllText(Path.Combine(folder.Path, "token"), "one\n");
        var access = ServiceAccount.Read(folder.Path, "fd00::1", "443");

        Assert.Equal(("https://[fd00::1]/", "one"), (access.Server.AbsoluteUri, await access.Token(false, Ct)));
        File.WriteAllText(Path.Combine(folder.Path, "token"), "two\n");
        Assert.Equal("two", await access.Token(false, Ct));
    }

    const string Context = "{ name: prod, context: { cluster: kind, user: kind } }";
    const string Cluster = "{ server: \"https://127.0.0.1:6443\" }";

    KubeAccess Plugin(string script)
    {
        var file = Path.Combine(folder.Path, "plugin");
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        return Read(Context, Cluster, $"{{ exec: {{ apiVersion: client.authentication.k8s.io/v1beta1, command: /bin/sh, args: [\"{file}\"], env: [{{ name: AWS_PROFILE, value: prod }}] }} }}", "prod");
    }

    KubeAccess Read(string context, string cluster, string user, string name) => KubeConfig.Read([Write("config", context, cluster, user)], name, time);

    string Write(string name, string context, string cluster, string user)
    {
        var file = Path.Combine(folder.Path, name);
        File.WriteAllText(file, $"apiVersion: v1\nkind: Config\ncontexts:\n- {context.Trim()}\nclusters:\n- {{ name: kind, cluster: {cluster} }}\nusers:\n- {{ name: kind, user: {user} }}\n");
        return file;
    }

    static (string Certificate, string Key) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=infra test", key, HashAlgorithmName.SHA256).CreateSelfSigned(Some.Noon, Some.Noon.AddDays(1));
        return (made.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    static string Base64(string pem) => Convert.ToBase64String(Encoding.UTF8.GetBytes(pem));
}

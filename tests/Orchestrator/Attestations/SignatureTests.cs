using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Catalog;
using Infra.Orchestrator.Attestations;
using Infra.Orchestrator.Rollouts;
using Infra.Tests.Support;

namespace Infra.Tests.Orchestrator.Attestations;

/// <summary>Whose word it is that a release was built by our builder.</summary>
public sealed class SignatureTests : IDisposable
{
    const string InToto = "application/vnd.in-toto+json";

    const string Statement = """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"größe????","digest":{"sha256":"a1"}}],"predicateType":"https://slsa.dev/provenance/v1","predicate":{"buildDefinition":{},"runDetails":{"builder":{"id":"https://builder.example"}}}}
        """;

    readonly ECDsa builder = ECDsa.Create(ECCurve.NamedCurves.nistP256), stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        builder.Dispose();
        stranger.Dispose();
    }

    [Fact]
    public void The_example_of_the_standard_is_verified()
    {
        // secure-systems-lab/dsse, protocol.md, "Test Vectors".
        const string Envelope = """{"payload":"aGVsbG8gd29ybGQ=","payloadType":"http://example.com/HelloWorld","signatures":[{"sig":"A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}""";
        using var key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Coordinate("46950820868899156662930047687818585632848591499744589407958293238635476079160"), Y = Coordinate("5640078356564379163099075877009565129882514886557779369047442380624545832820") },
        });

        Assert.Single(DsseEnvelope.Read(JsonElement.Parse(Envelope))!.SignedBy([Key(key), Key(stranger)]));
        Assert.Empty(DsseEnvelope.Read(JsonElement.Parse(Envelope.Replace("aGVs", "aGVt", StringComparison.Ordinal)))!.SignedBy([Key(key)]));
        Assert.Empty(DsseEnvelope.Read(JsonElement.Parse(Envelope.Replace("HelloWorld", "HelloWorle", StringComparison.Ordinal)))!.SignedBy([Key(key)]));

        static byte[] Coordinate(string number) => BigInteger.Parse(number, CultureInfo.InvariantCulture).ToByteArray(isUnsigned: true, isBigEndian: true);
    }

    [Fact]
    public void Who_signed_is_told_of_all_that_the_project_trusts_and_of_nobody_else()
    {
        var envelope = Envelope(Der(builder), Der(stranger));

        Assert.Equal(["builder.pub"], Signers(envelope, Key(builder, "builder.pub")));
        Assert.Equal(["builder.pub", "second.pub"], Signers(envelope, Key(builder, "builder.pub"), Key(stranger, "second.pub")));
        Assert.Equal(["builder.pub"], Signers($$"""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","dsseEnvelope":{{envelope}}}""", Key(builder, "builder.pub")));
    }

    [Fact]
    public void Where_nobody_is_trusted_nothing_is_verified_and_where_somebody_is_a_bare_statement_is_nobodys()
    {
        Assert.Null(Read(Envelope(Der(builder))).SignedBy);
        Assert.Empty(Signers(Statement, Key(builder)));
        Assert.Empty(Signers(Envelope(), Key(builder)));
        Assert.Empty(Signers(Envelope(Der(stranger), [], [1, 2, 3]), Key(builder)));
    }

    [Fact]
    public void A_statement_that_was_changed_after_it_was_signed_is_nobodys()
    {
        var forged = Convert.ToBase64String(Encoding.UTF8.GetBytes(Statement.Replace("\"a1\"", "\"b2\"", StringComparison.Ordinal)));

        Assert.Empty(Signers(Envelope(forged, Der(builder)), Key(builder)));
    }

    [Fact]
    public void A_payload_may_be_in_the_alphabet_for_URLs()
    {
        var payload = Convert.ToBase64String(Encoding.UTF8.GetBytes(Statement));

        var url = payload.TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.Contains('_', url);
        Assert.NotEmpty(Signers(Envelope(url, Der(builder)), Key(builder)));
    }

    [Fact]
    public void Larger_curves_and_RSA_are_known_too()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        using var rsa = RSA.Create(2048);
        var key = EvidenceKey.Parse(rsa.ExportSubjectPublicKeyInfoPem(), "rsa.pub");

        Assert.NotEmpty(Signers(Envelope(Der(p384, HashAlgorithmName.SHA384)), Key(p384)));
        Assert.NotEmpty(Signers(Envelope(Der(p384)), Key(p384)));
        Assert.NotEmpty(Signers(Envelope(Der(p521, HashAlgorithmName.SHA512)), Key(p521)));
        Assert.NotEmpty(Signers(Envelope(rsa.SignData(Signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)), key));
        Assert.NotEmpty(Signers(Envelope(rsa.SignData(Signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)), key));
        Assert.Empty(Signers(Envelope(rsa.SignData(Signed, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)), key));
    }

    [Theory]
    [InlineData(null, "no such")]
    [InlineData("", "it has no -----BEGIN PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "it has no -----BEGIN PUBLIC KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "is no key that could be used")]
    // RFC 8410, section 10.1: Ed25519, which .NET does not have.
    [InlineData("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----", "it is of neither ECDSA nor RSA")]
    public async Task What_is_no_key_is_refused_with_what_it_should_be(string? text, string sentence)
    {
        using var folder = new TemporaryFolder();
        if (text is not null) folder.Write("k.pub", text);

        var problem = Assert.Single((await Assert.ThrowsAsync<BadInputException>(() => EvidenceKey.ReadAsync(Path.Combine(folder.Path, "k.pub"), TestContext.Current.CancellationToken))).Problems);

        Assert.StartsWith($"evidenceKeys: {folder.Path}/k.pub is no key that could be used (", problem, StringComparison.Ordinal);
        Assert.Contains(sentence, problem.Replace("Could not find file", "no such", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.EndsWith("Give a public key of ECDSA (P-256, P-384, P-521) or of RSA as PEM, such as the cosign.pub of `cosign generate-key-pair`.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_RSA_key_is_refused()
    {
        using var rsa = RSA.Create(1024);

        Assert.Equal("it has 1024 bits, and 2048 are the least", Assert.Throws<FormatException>(() => EvidenceKey.Parse(rsa.ExportSubjectPublicKeyInfoPem(), "k.pub")).Message);
    }

    static byte[] Signed => Encoding.UTF8.GetBytes($"DSSEv1 {InToto.Length} {InToto} {Encoding.UTF8.GetByteCount(Statement)} {Statement}");

    static byte[] Der(ECDsa key, HashAlgorithmName? hash = null) => key.SignData(Signed, hash ?? HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    static EvidenceKey Key(ECDsa key, string name = "k.pub") => EvidenceKey.Parse(key.ExportSubjectPublicKeyInfoPem(), name);

    static string Envelope(params byte[][] signatures) => Envelope(Convert.ToBase64String(Encoding.UTF8.GetBytes(Statement)), signatures);

    static string Envelope(string payload, params byte[][] signatures) => JsonSerializer.Serialize(new { payload, payloadType = InToto, signatures = signatures.Select(signature => new { keyid = "builder.pub", sig = Convert.ToBase64String(signature) }) });

    static IEnumerable<string> Signers(string text, params ImmutableArray<EvidenceKey> keys) => Read(text, keys).SignedBy!.Value.Select(key => key.Name);

    static Attestation.Provenance Read(string text, params ImmutableArray<EvidenceKey> keys) => Assert.IsType<Attestation.Provenance>(Assert.Single(AttestationFile.Read(new("p.json", ""), text, keys)));
}

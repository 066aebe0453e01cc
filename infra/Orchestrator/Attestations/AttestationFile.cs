using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Catalog;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Attestations;

/// <summary>Reads what a pipeline has about a release: scan reports and provenance, told apart by their content.</summary>
public static class AttestationFile
{
    /// <summary>A scan of a large image is some MB; what is longer is something else.</summary>
    private const long Longest = 64 << 20;

    /// <param name="keys">Whose signatures under provenance count; none where nobody asks for one.</param>
    /// <returns>One or more: a file of JSON lines holds several.</returns>
    /// <exception cref="BadInputException">It can't be read, or is nothing that is known.</exception>
    public static async Task<ImmutableArray<Attestation>> ReadAsync(string path, ImmutableArray<EvidenceKey> keys, CancellationToken ct)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Longest } tooLong)
                throw new BadInputException($"--evidence {path}: {tooLong.Length >> 20} MB are more than the {Longest >> 20} MB that a report may have; give the report itself.");
            bytes = await File.ReadAllBytesAsync(path, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--evidence {path}: it can't be read ({e.Message})");
        }

        var file = new AttestedFile(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return Read(file, Encoding.UTF8.GetString(bytes), keys);
    }

    internal static ImmutableArray<Attestation> Read(AttestedFile file, string text, ImmutableArray<EvidenceKey> keys)
    {
        try
        {
            return [.. Documents(text).Select(json => Read(file, json, keys))];
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new BadInputException($"--evidence {file.Name}: it is no report that could be read ({e.Message.TrimEnd('.')}). Give Trivy's JSON, SARIF 2.1.0, or an in-toto statement of SLSA provenance v1, bare or in its DSSE envelope or Sigstore bundle.");
        }
    }

    private static Attestation Read(AttestedFile file, JsonElement json, ImmutableArray<EvidenceKey> keys) =>
        TrivyReport.Read(file, json)
        ?? SarifReport.Read(file, json)
        ?? ProvenanceStatement.Read(file, json, keys)
        ?? throw new FormatException("its content is none of the known kinds");

    /// <summary>One document, or one a line.</summary>
    private static IEnumerable<JsonElement> Documents(string text)
    {
        try
        {
            return [JsonElement.Parse(text)];
        }
        catch (JsonException) when (text.AsSpan().Trim().Contains('\n'))
        {
            return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => JsonElement.Parse(line))];
        }
    }
}

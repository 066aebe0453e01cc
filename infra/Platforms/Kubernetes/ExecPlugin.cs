using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Platforms.Kubernetes;

/// <summary>A program that prints credentials, such as <c>aws eks get-token</c>; run again when what it printed runs out.</summary>
internal sealed class ExecPlugin(TimeProvider time)
{
    private static readonly TimeSpan _margin = TimeSpan.FromMinutes(1);

    private string? _token;
    private DateTimeOffset _until;

    public required string Version { get; init; }
    public required string Command { get; init; }
    public required ImmutableArray<string> Arguments { get; init; }
    public required ImmutableArray<KeyValuePair<string, string>> Variables { get; init; }

    /// <summary>What the file says to whoever doesn't have the program.</summary>
    public string? Hint { get; init; }

    /// <summary>Told to the program when it asks for it.</summary>
    public Uri? Server { get; init; }

    public byte[]? Authority { get; init; }

    internal async Task<string?> TokenAsync(bool anew, CancellationToken ct)
    {
        if (_token is not null && !anew && time.GetUtcNow() < _until)
            return _token;
        var status = Status(await RunAsync(ct));
        _token = (string?)status["token"] ?? throw new PlatformException($"{Command} printed credentials without a token; client certificates of such programs can't be used here.");
        _until = (string?)status["expirationTimestamp"] is { } at
            ? DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - _margin
            : DateTimeOffset.MaxValue;
        return _token;
    }

    private JsonObject Status(string printed)
    {
        try
        {
            return JsonNode.Parse(printed) is JsonObject credential && (string?)credential["kind"] == "ExecCredential" && credential["status"] is JsonObject status
                ? status
                : throw new PlatformException($"{Command} printed something else than an ExecCredential.");
        }
        catch (JsonException e)
        {
            throw new PlatformException($"{Command} printed something else than an ExecCredential: {e.Message}", inner: e);
        }
    }

    private async Task<string> RunAsync(CancellationToken ct)
    {
        using var process = new Process { StartInfo = new(Command, Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false } };
        foreach (var (name, value) in Variables)
            process.StartInfo.Environment[name] = value;
        process.StartInfo.Environment["KUBERNETES_EXEC_INFO"] = Info().ToJsonString();
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            throw new PlatformException($"{Command}, which makes the credentials for Kubernetes, can't be run: {e.Message}{(Hint is null ? "" : $" {Hint}")}", inner: e);
        }

        process.StandardInput.Close();
        try
        {
            var (printed, complained) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
            await process.WaitForExitAsync(ct);
            return process.ExitCode == 0 ? await printed : throw new PlatformException($"{Command} ended with {process.ExitCode} instead of credentials for Kubernetes: {(await complained).Trim()}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private JsonObject Info()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (Server is not null)
            spec["cluster"] = new JsonObject { ["server"] = Server.OriginalString, ["certificate-authority-data"] = Authority is null ? null : Convert.ToBase64String(Authority) };
        return new() { ["apiVersion"] = Version, ["kind"] = "ExecCredential", ["spec"] = spec };
    }
}

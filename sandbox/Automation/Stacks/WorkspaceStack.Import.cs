using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pulumi.Automation;

public sealed partial class WorkspaceStack
{
    static readonly JsonSerializerOptions importFile = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
    };

    public async Task<ImportResult> ImportAsync(ImportOptions options, CancellationToken cancellationToken = default)
    {
        var folder = Directory.CreateTempSubdirectory("automation-import-");
        try
        {
            var code = options.GenerateCode is false ? null : Path.Combine(folder.FullName, "generated.cs");
            var args = new UpdateArguments("import", "--yes", "--skip-preview")
                .Value("--file", await ImportFileAsync(options, folder.FullName, cancellationToken))
                .Flag("--protect=false", options.Protect is false)
                .Flag("--generate-code=false", code is null)
                .Value("--out", code)
                .Value("--from", options.Converter)
                .Rest(options.Converter is null ? null : options.ConverterArgs);
            var result = await RunAsync(args.ToList(), cancellationToken, options.OnStandardOutput, options.OnStandardError);
            var summary = await SummaryAsync(options.ShowSecrets, cancellationToken);
            return new(result.StandardOutput, result.StandardError, summary, code is null ? "" : await File.ReadAllTextAsync(code, cancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task<string?> ImportFileAsync(ImportOptions options, string folder, CancellationToken ct)
    {
        if (options.Resources is not { Count: > 0 } resources) return null;
        var file = Path.Combine(folder, "import.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { options.NameTable, resources }, importFile), ct);
        return file;
    }
}

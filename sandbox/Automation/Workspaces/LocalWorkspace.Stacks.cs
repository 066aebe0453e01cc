using System.Collections.Immutable;
using Pulumi.Automation.Serialization;

namespace Pulumi.Automation;

public sealed partial class LocalWorkspace
{
    static readonly LocalSerializer serializer = new();

    public override async Task<string> GetTagAsync(string stackName, string key, CancellationToken cancellationToken = default) =>
        (await RunAsync(["stack", "tag", "get", key, "--stack", stackName], cancellationToken)).StandardOutput.Trim();

    public override Task SetTagAsync(string stackName, string key, string value, CancellationToken cancellationToken = default) =>
        RunAsync(["stack", "tag", "set", key, value, "--stack", stackName], cancellationToken);

    public override Task RemoveTagAsync(string stackName, string key, CancellationToken cancellationToken = default) =>
        RunAsync(["stack", "tag", "rm", key, "--stack", stackName], cancellationToken);

    public override async Task<Dictionary<string, string>> ListTagsAsync(string stackName, CancellationToken cancellationToken = default) =>
        Read<Dictionary<string, string>>((await RunAsync(["stack", "tag", "ls", "--json", "--stack", stackName], cancellationToken)).StandardOutput) ?? [];

    public override async Task<WhoAmIResult> WhoAmIAsync(CancellationToken cancellationToken = default) =>
        IsAtLeast(new(3, 58))
            ? serializer.DeserializeJson<WhoAmIResult>((await RunAsync(["whoami", "--json"], cancellationToken)).StandardOutput)
            : new((await RunAsync(["whoami"], cancellationToken)).StandardOutput.Trim(), null, []);

    public override Task CreateStackAsync(string stackName, CancellationToken cancellationToken) =>
        RunAsync(new UpdateArguments("stack", "init", stackName).Value("--secrets-provider", SecretsProvider).ToList(), cancellationToken);

    public override Task SelectStackAsync(string stackName, CancellationToken cancellationToken) =>
        RunAsync(["stack", "select", "--stack", stackName], cancellationToken);

    public override Task RemoveStackAsync(string stackName, CancellationToken cancellationToken = default) =>
        RunAsync(["stack", "rm", "--yes", stackName], cancellationToken);

    public override async Task<ImmutableList<StackSummary>> ListStacksAsync(CancellationToken cancellationToken = default) =>
        Read<ImmutableList<StackSummary>>((await RunAsync(["stack", "ls", "--json"], cancellationToken)).StandardOutput) ?? [];

    public override async Task<StackDeployment> ExportStackAsync(string stackName, CancellationToken cancellationToken = default) =>
        StackDeployment.FromJsonString((await RunAsync(["stack", "export", "--stack", stackName, "--show-secrets"], cancellationToken)).StandardOutput);

    public override async Task ImportStackAsync(string stackName, StackDeployment state, CancellationToken cancellationToken = default)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, state.Json.GetRawText(), cancellationToken);
            await RunAsync(["stack", "import", "--file", file, "--stack", stackName], cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Asks twice, masked and plain: what the masked answer hides is a secret.</summary>
    public override async Task<ImmutableDictionary<string, OutputValue>> GetStackOutputsAsync(string stackName, CancellationToken cancellationToken = default)
    {
        var masked = await RunAsync(["stack", "output", "--json", "--stack", stackName], cancellationToken);
        var plain = await RunAsync(["stack", "output", "--json", "--show-secrets", "--stack", stackName], cancellationToken);
        var hidden = Read<Dictionary<string, object>>(masked.StandardOutput) ?? [];
        return (Read<Dictionary<string, object>>(plain.StandardOutput) ?? []).ToImmutableDictionary(
            output => output.Key,
            output => new OutputValue(output.Value, isSecret: hidden.GetValueOrDefault(output.Key) is "[secret]"));
    }

    public override Task ChangeSecretsProviderAsync(
        string stackName, string newSecretsProvider, SecretsProviderOptions? secretsProviderOptions, CancellationToken cancellationToken = default)
    {
        string[] args = ["stack", "change-secrets-provider", "--stack", stackName, newSecretsProvider];
        if (newSecretsProvider != "passphrase") return RunAsync(args, cancellationToken);
        return string.IsNullOrEmpty(secretsProviderOptions?.NewPassphrase)
            ? throw new ArgumentNullException(nameof(secretsProviderOptions), "New passphrase must be set when using passphrase provider.")
            : RunAsync(args, cancellationToken, input: secretsProviderOptions.NewPassphrase);
    }

    static T? Read<T>(string json) where T : class => string.IsNullOrWhiteSpace(json) ? null : serializer.DeserializeJson<T>(json);
}

using System.Collections.Immutable;
using Pulumi.Automation.Exceptions;

namespace Pulumi.Automation;

public sealed partial class LocalWorkspace
{
    static readonly string[] extensions = [".yaml", ".yml"];

    string ProjectFile => FileOf("Pulumi");

    public override async Task<ProjectSettings?> GetProjectSettingsAsync(CancellationToken cancellationToken = default) =>
        File.Exists(ProjectFile) ? SettingsYaml.ReadProject(await File.ReadAllTextAsync(ProjectFile, cancellationToken)) : null;

    public override Task SaveProjectSettingsAsync(ProjectSettings settings, CancellationToken cancellationToken = default) =>
        File.WriteAllTextAsync(ProjectFile, SettingsYaml.WriteProject(settings), cancellationToken);

    public override async Task<StackSettings?> GetStackSettingsAsync(string stackName, CancellationToken cancellationToken = default) =>
        File.Exists(StackFile(stackName)) ? SettingsYaml.ReadStack(await File.ReadAllTextAsync(StackFile(stackName), cancellationToken)) : null;

    public override Task SaveStackSettingsAsync(string stackName, StackSettings settings, CancellationToken cancellationToken = default) =>
        File.WriteAllTextAsync(StackFile(stackName), SettingsYaml.WriteStack(settings), cancellationToken);

    public override Task<ImmutableList<string>> SerializeArgsForOpAsync(string stackName, CancellationToken cancellationToken = default) =>
        Task.FromResult(ImmutableList<string>.Empty);

    public override Task PostCommandCallbackAsync(string stackName, CancellationToken cancellationToken = default) => Task.CompletedTask;

    // A file that is there stays; settings that differ from it and were meant are a conflict.
    async Task PutProjectSettingsAsync(ProjectSettings settings, CancellationToken ct)
    {
        if (await GetProjectSettingsAsync(ct) is not { } existing) await SaveProjectSettingsAsync(settings, ct);
        else if (!settings.IsDefault && SettingsYaml.WriteProject(settings) != SettingsYaml.WriteProject(existing))
            throw new ProjectSettingsConflictException(ProjectFile);
    }

    // A stack's name may be qualified: organisation/project/stack.
    string StackFile(string stackName) => FileOf($"Pulumi.{stackName.Split('/')[^1]}");

    string FileOf(string name) =>
        extensions.Select(extension => Path.Combine(WorkDir, name + extension)).FirstOrDefault(File.Exists) ?? Path.Combine(WorkDir, name + extensions[0]);
}

using Microsoft.Extensions.Logging;
using Pulumi.Automation.Commands;

namespace Pulumi.Automation;

public sealed partial class LocalWorkspace : Workspace
{
    readonly PulumiCommand command;
    readonly bool ownsWorkDir;

    LocalWorkspace(PulumiCommand command, LocalWorkspaceOptions? options) : base(command)
    {
        this.command = command;
        ownsWorkDir = string.IsNullOrWhiteSpace(options?.WorkDir);
        WorkDir = ownsWorkDir ? Directory.CreateTempSubdirectory("automation-").FullName : options!.WorkDir!;
        PulumiHome = options?.PulumiHome;
        SecretsProvider = options?.SecretsProvider;
        Program = options?.Program;
        Logger = options?.Logger;
        EnvironmentVariables = options?.EnvironmentVariables is { } variables ? new Dictionary<string, string?>(variables) : null;
    }

    public override string WorkDir { get; }

    public override string? PulumiHome { get; }

    public override string PulumiVersion => command.Version?.ToString() ?? throw new InvalidOperationException("Failed to get Pulumi version.");

    public override string? SecretsProvider { get; }

    public override PulumiFn? Program { get; set; }

    public override ILogger? Logger { get; set; }

    public override IDictionary<string, string?>? EnvironmentVariables { get; set; }

    public static async Task<LocalWorkspace> CreateAsync(LocalWorkspaceOptions? options = null, CancellationToken cancellationToken = default) =>
        await PrepareAsync(options?.PulumiCommand ?? await LocalCommandAsync(options, cancellationToken), options, cancellationToken);

    public static Task<WorkspaceStack> CreateStackAsync(InlineProgramArgs args) => CreateStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> CreateStackAsync(InlineProgramArgs args, CancellationToken cancellationToken) =>
        StackAsync(args, args.StackName, WorkspaceStack.CreateAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateStackAsync(LocalProgramArgs args) => CreateStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> CreateStackAsync(LocalProgramArgs args, CancellationToken cancellationToken) =>
        StackAsync(args, args.StackName, WorkspaceStack.CreateAsync, cancellationToken);

    public static Task<WorkspaceStack> SelectStackAsync(InlineProgramArgs args) => SelectStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> SelectStackAsync(InlineProgramArgs args, CancellationToken cancellationToken) =>
        StackAsync(args, args.StackName, WorkspaceStack.SelectAsync, cancellationToken);

    public static Task<WorkspaceStack> SelectStackAsync(LocalProgramArgs args) => SelectStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> SelectStackAsync(LocalProgramArgs args, CancellationToken cancellationToken) =>
        StackAsync(args, args.StackName, WorkspaceStack.SelectAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(InlineProgramArgs args) => CreateOrSelectStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(InlineProgramArgs args, CancellationToken cancellationToken) =>
        StackAsync(args, args.StackName, WorkspaceStack.CreateOrSelectAsync, cancellationToken);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(LocalProgramArgs args) => CreateOrSelectStackAsync(args, CancellationToken.None);

    public static Task<WorkspaceStack> CreateOrSelectStackAsync(LocalProgramArgs args, CancellationToken cancellationToken) =>
        StackAsync(args, args.StackName, WorkspaceStack.CreateOrSelectAsync, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing && ownsWorkDir && Directory.Exists(WorkDir)) Directory.Delete(WorkDir, recursive: true);
        base.Dispose(disposing);
    }

    // As in the official SDK, these ways always take the command on PATH, whatever the arguments say.
    static async Task<WorkspaceStack> StackAsync(
        LocalWorkspaceOptions args, string name, Func<string, Workspace, CancellationToken, Task<WorkspaceStack>> open, CancellationToken ct) =>
        await open(name, await PrepareAsync(await LocalCommandAsync(args, ct), args, ct), ct);

    static Task<LocalPulumiCommand> LocalCommandAsync(LocalWorkspaceOptions? options, CancellationToken ct) =>
        LocalPulumiCommand.CreateAsync(new() { SkipVersionCheck = options?.EnvironmentVariables?.ContainsKey(LocalPulumiCommand.SkipVersionCheckVar) ?? false }, ct);

    static async Task<LocalWorkspace> PrepareAsync(PulumiCommand command, LocalWorkspaceOptions? options, CancellationToken ct)
    {
        var workspace = new LocalWorkspace(command, options);
        try
        {
            if (options?.ProjectSettings is { } project) await workspace.PutProjectSettingsAsync(project, ct);
            foreach (var (stack, settings) in options?.StackSettings ?? new Dictionary<string, StackSettings>())
                await workspace.SaveStackSettingsAsync(stack, settings, ct);
            return workspace;
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }
}

using System.Globalization;
using System.Text.Json;
using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Stacks;

/// <summary><c>pulumi stack ls</c></summary>
internal sealed class StackList(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("stack ls", "Lists the project's stacks.")
    {
        Flags =
        [
            Flags.Json,
            Flag.Switch("--all", "Of all projects of the backend.", 'a'),
            Flag.Of("--project", "NAME", "Of this project.", 'p'),
            Flag.Quiet("--organization", "NAME", 'o'), Flag.Quiet("--tag", "TAG", 't'),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        // Of all projects, or of a named one, it may be asked anywhere.
        var project = arguments.Has("--all") || arguments["--project"] is not null ? workspace.ProjectIfAny(invocation) : workspace.Project(invocation);
        var backend = workspace.Backend(invocation, project);
        string[] projects = arguments.Has("--all") ? [.. backend.Projects] : [arguments["--project"] ?? project!.Name];
        var selected = project is null ? null : backend.Stack(project.Name, workspace.Selected(invocation, project) ?? "-");
        var rows = projects.SelectMany(backend.Stacks).Select(files => new Row(
            files.Project == project?.Name ? files.Stack : files.FullName, files == selected, History.Read(files).FirstOrDefault()?.End, IsHeld(files), Count(files))).ToList();
        if (arguments.Has("--json")) invocation.Say(JsonText.Of(json => Write(json, rows), indented: true));
        else
            invocation.Say(TextTable.Of(["NAME", "LAST UPDATE", "RESOURCE COUNT"], rows.Select(row => (string[])
            [
                row.Name + (row.IsCurrent ? "*" : ""),
                row.IsUpdating ? "in progress" : row.LastUpdate is { } last ? Ago.Of(last, workspace.Options.Time.GetUtcNow()) : "n/a",
                row.Resources?.ToString(CultureInfo.InvariantCulture) ?? "n/a",
            ])));
        return Task.FromResult(0);
    }

    sealed record Row(string Name, bool IsCurrent, DateTimeOffset? LastUpdate, bool IsUpdating, int? Resources);

    static void Write(Utf8JsonWriter json, List<Row> rows)
    {
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteBoolean("current", row.IsCurrent);
            if (row.LastUpdate is { } last) json.WriteString("lastUpdate", StackHistory.Time(last));
            json.WriteBoolean("updateInProgress", row.IsUpdating);
            if (row.Resources is { } count) json.WriteNumber("resourceCount", count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static bool IsHeld(StackFiles files) => Directory.Exists(files.Locks) && Directory.EnumerateFiles(files.Locks).Any();

    /// <summary>As the checkpoint says, without its passphrase; null when that is damaged, which is told by who works on it.</summary>
    static int? Count(StackFiles files)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(files.Checkpoint));
            return document.RootElement.GetProperty("checkpoint").TryGetProperty("latest", out var latest) && latest.TryGetProperty("resources", out var resources) ? resources.GetArrayLength() : 0;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}

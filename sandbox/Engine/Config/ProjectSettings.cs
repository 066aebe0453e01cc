using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Config;

/// <summary>What the engine reads of <c>Pulumi.yaml</c>.</summary>
internal sealed record ProjectSettings
{
    /// <summary>The file's full path.</summary>
    public required string FullName { get; init; }

    /// <summary>Where the file stands.</summary>
    public required string Folder { get; init; }

    public required string Name { get; init; }

    /// <summary>The program's folder or file inside the project; empty for the project's own folder.</summary>
    public required string Main { get; init; }

    /// <summary>The program's language; empty when none is said.</summary>
    public required string Runtime { get; init; }

    public required ImmutableDictionary<string, string> RuntimeOptions { get; init; }

    public required string? BackendUrl { get; init; }

    /// <summary>Where the files of its stacks stand.</summary>
    public required string SettingsFolder { get; init; }

    public string ProgramFolder => Path.GetFullPath(File.Exists(MainPath) ? Path.GetDirectoryName(MainPath)! : MainPath);

    /// <summary>What to run of the program's folder.</summary>
    public string EntryPoint => File.Exists(MainPath) ? Path.GetFileName(MainPath) : ".";

    string MainPath => Path.Combine(Folder, Main);

    public string? Option(string name) => RuntimeOptions.GetValueOrDefault(name);

    /// <summary>The nearest file at or above a folder.</summary>
    public static ProjectSettings Find(string workingDirectory) => FindIfAny(workingDirectory)
        ?? throw new EngineException($"no Pulumi.yaml project file found at {workingDirectory} or above it; `pulumi new` makes one", 2);

    public static ProjectSettings? FindIfAny(string workingDirectory)
    {
        for (var folder = new DirectoryInfo(workingDirectory); folder is not null; folder = folder.Parent)
            foreach (var name in new[] { "Pulumi.yaml", "Pulumi.yml" })
                if (Path.Combine(folder.FullName, name) is var file && File.Exists(file)) return Read(file, folder.FullName);
        return null;
    }

    static ProjectSettings Read(string path, string folder)
    {
        var file = new ProjectFile(path);
        return new ProjectSettings
        {
            FullName = path,
            Folder = folder,
            Name = file.Text("name") ?? throw new EngineException($"{path} has no 'name', which must be a text: write 'name: PROJECT'.", 2),
            Main = file.Text("main") ?? "",
            Runtime = file.Runtime,
            RuntimeOptions = file.RuntimeOptions,
            BackendUrl = file.Text("backend", "url"),
            SettingsFolder = Path.GetFullPath(file.Text("stackConfigDir") ?? ".", folder),
        };
    }
}

using System.Text.RegularExpressions;

namespace Infra.Sandbox.Engine.State;

/// <summary>Pulumi's file backend: stacks, locks and history under <c>.pulumi</c> of a folder.</summary>
internal sealed partial class FileBackend
{
    readonly string root;

    FileBackend(string root, string url) => (this.root, Url) = (root, url);

    public string Url { get; }
    public string Root => root;

    /// <param name="url"><c>file://~</c>, <c>file:///absolute</c> or <c>file://./relative</c>.</param>
    public static FileBackend Open(string url, string workingDirectory)
    {
        var root = RootOf(url, workingDirectory);
        var meta = Path.Combine(root, "meta.yaml");
        if (!File.Exists(meta))
        {
            if (Directory.Exists(Path.Combine(root, "stacks")))
                throw new EngineException($"{root} has stacks but no meta.yaml: the old layout without projects. Run 'pulumi state upgrade' with the real CLI first.");
            StackFiles.WriteDurably(meta, "version: 1\n"u8);
        }
        else if (!File.ReadAllText(meta).Contains("version: 1", StringComparison.Ordinal))
            throw new EngineException($"{meta} names a layout that this engine doesn't know; it knows 'version: 1'.");
        return new FileBackend(root, url);
    }

    /// <summary>Where a backend of this URL keeps everything, whether it is there or not.</summary>
    public static string RootOf(string url, string workingDirectory)
    {
        const string scheme = "file://";
        if (!url.StartsWith(scheme, StringComparison.Ordinal)) throw new EngineException($"The backend '{url}' is not a folder; the sandbox engine keeps state under file:// only. Set PULUMI_BACKEND_URL.");
        var path = url[scheme.Length..];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = path == "~" ? home
            : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, path[2..])
            : Path.GetFullPath(path, workingDirectory);
        return Path.Combine(folder, ".pulumi");
    }

    /// <param name="name"><c>stack</c>, <c>organization/stack</c> or <c>organization/project/stack</c>.</param>
    public StackFiles Stack(string project, string name)
    {
        var parts = name.Split('/');
        var (owner, stack) = parts switch
        {
            [var own] => (project, own),
            [StackFiles.Organization, var own] => (project, own),
            [StackFiles.Organization, var other, var own] => (other, own),
            _ => throw new EngineException($"'{name}' is no stack name; a file backend knows 'stack' and 'organization/project/stack'.", 2),
        };
        if (!Name().IsMatch(stack)) throw new EngineException($"The stack name '{stack}' may only hold letters, digits, hyphens, underscores and periods, at most 100.", 2);
        return new StackFiles(root, owner, stack);
    }

    public IEnumerable<string> Projects => Path.Combine(root, "stacks") is var folder && Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(project => Path.GetFileName(project)).Order(StringComparer.Ordinal)
        : [];

    public IEnumerable<StackFiles> Stacks(string project)
    {
        var folder = Path.Combine(root, "stacks", project);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Select(file => new StackFiles(root, project, Path.GetFileNameWithoutExtension(file))).OrderBy(files => files.Stack, StringComparer.Ordinal)
            : [];
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,100}$")]
    private static partial Regex Name();
}

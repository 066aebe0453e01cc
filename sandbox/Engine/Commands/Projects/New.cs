using System.Text.RegularExpressions;
using Infra.Sandbox.Engine.Commands.Stacks;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Values;
using YamlDotNet.RepresentationModel;

namespace Infra.Sandbox.Engine.Commands.Projects;

/// <summary><c>pulumi new TEMPLATE</c></summary>
internal sealed partial class New(Workspace workspace) : ICommand
{
    public CommandSpec Spec { get; } = new("new", $"Makes a project from a template of the sandbox: {string.Join(", ", Template.All.Select(template => template.Name))}.")
    {
        Takes = "[TEMPLATE]",
        Flags =
        [
            Flags.Yes,
            Flag.Switch("--list-templates", "Print the templates.", 'l'),
            Flag.Of("--dir", "DIR", "Where to make it; by default in the current folder."),
            Flag.Of("--name", "NAME", "The project's name; by default the folder's.", 'n'),
            Flag.Of("--description", "TEXT", "What it is for.", 'd'),
            Flag.Of("--stack", "NAME", "The first stack; dev by default.", 's'),
            StackInit.SecretsProvider,
            Flag.Switch("--force", "Even in a folder that holds files; those of the template replace them.", 'f'),
            Flag.Switch("--generate-only", "Make no stack.", 'g'),
            Flag.Quiet("--offline", letter: 'o'), Flag.Quiet("--template-mode", "MODE"),
        ],
    };

    public Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        if (arguments.Has("--list-templates"))
        {
            invocation.Say($"Available Templates:\n{string.Join('\n', Template.All.Select(template => $"  {template.Name.PadRight(Template.All.Max(one => one.Name.Length))}  {template.Says}"))}");
            return Task.FromResult(0);
        }
        var template = Choose(invocation, arguments.First);
        var folder = Path.GetFullPath(arguments["--dir"] ?? ".", invocation.WorkingDirectory);
        if (!arguments.Has("--force") && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new EngineException($"{folder} is not empty; rerun in an empty directory, pass the path to an empty directory to --dir, or use --force", 2);
        var asks = !Confirmation.IsGiven(invocation, arguments) && invocation.Terminal is not null;
        var name = arguments["--name"] ?? Ask("Project name", Path.GetFileName(folder));
        if (!Name().IsMatch(name)) throw new EngineException($"'{name}' is no name for a project: letters, digits, hyphens, underscores and periods, at most 100. Give one with --name.", 2);
        var description = arguments["--description"] ?? Ask("Project description", template.Says);
        Write(folder, template.Filled(name, Yaml(description), SandboxSdk.Folder));
        invocation.Say($"Created project '{name}'");
        invocation.WorkingDirectory = folder;
        if (!arguments.Has("--generate-only")) StackInit.Create(workspace, invocation, workspace.Project(invocation), arguments["--stack"] ?? Ask("Stack name", "dev"), arguments);
        var into = folder == Path.GetFullPath(Environment.CurrentDirectory) ? "" : $"cd {folder} && ";
        invocation.Say($"\nYour new project is ready to go! To perform an initial deployment, run:\n\n  {into}{(template.Next.Length > 0 ? template.Next + " && " : "")}pulumi up");
        return Task.FromResult(0);

        string Ask(string what, string otherwise) => asks && invocation.Terminal!.Ask($"{what} ({otherwise}): ", secret: false) is { Length: > 0 } answer ? answer.Trim() : otherwise;
    }

    static Template Choose(Invocation invocation, string? named)
    {
        var known = Template.All.Select(template => template.Name).ToArray();
        named ??= invocation.Terminal?.Ask($"{string.Concat(Template.All.Select(template => $"  {template.Name}  {template.Says}\n"))}Please choose a template: ", secret: false)?.Trim();
        return Template.All.FirstOrDefault(template => template.Name == named)
            ?? throw new EngineException(named is null ? $"no template is named; the sandbox has {string.Join(", ", known)}" : $"the sandbox has no template '{named}'{Nearest.Hint(named, known)}; it has {string.Join(", ", known)}", 2);
    }

    static void Write(string folder, IEnumerable<(string Name, string Text)> files)
    {
        // All is known before anything is written: what can't be filled in leaves no half a project.
        var ready = files.ToList();
        Directory.CreateDirectory(folder);
        foreach (var (name, text) in ready) File.WriteAllText(Path.Combine(folder, name), text);
    }

    static string Yaml(string text)
    {
        using var writer = new StringWriter();
        new YamlStream(new YamlDocument(Config.ConfigYaml.Text(text))).Save(writer, assignAnchors: false);
        return writer.ToString().ReplaceLineEndings("\n").Split('\n')[0];
    }

    [GeneratedRegex("^[A-Za-z0-9_.-]{1,100}$")]
    private static partial Regex Name();
}

using System.Collections.Immutable;
using Infra.Sandbox.Engine.Commands.Words;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Commands.Imports;

/// <summary><c>pulumi import</c>: what exists becomes part of a stack, and then of the program.</summary>
internal sealed class ImportCommand(Workspace workspace) : ICommand
{
    readonly OperationCommand operation = new(workspace, "import", OperationKind.Import, isPreview: false);

    public CommandSpec Spec => operation.Spec;

    public async Task<int> RunAsync(Arguments arguments, Invocation invocation, CancellationToken ct)
    {
        var project = workspace.Project(invocation);
        var store = workspace.Existing(invocation, project, arguments["--stack"]);
        var code = IsOn(arguments, "--generate-code") ? ImportCode.In(project.Runtime) : null;
        var list = Wanted(arguments, invocation, store.Files.Stack, project.Name);
        var request = operation.Request(arguments, invocation) with { Imports = list.Wishes };
        var exitCode = await operation.RunAsync(request, arguments, invocation, ct);
        if (exitCode != 0 || request.IsPreview || code is null) return exitCode;
        var states = workspace.Open(invocation, arguments).Snapshot.Resources.ToLookup(resource => resource.Urn, StringComparer.Ordinal);
        Hand(code.Of([.. list.Wishes.Select(wish => (wish, states[wish.Urn].First()))], list.Names), arguments, invocation);
        return exitCode;
    }

    static ImportList Wanted(Arguments arguments, Invocation invocation, string stack, string project)
    {
        var protect = IsOn(arguments, "--protect");
        if (arguments["--file"] is { } file)
        {
            if (arguments.First is not null || arguments["--parent"] is not null || arguments["--provider"] is not null || arguments["--properties"] is not null)
                throw new EngineException("--file says all about what to import; pass it without TYPE, NAME, ID, --parent, --provider and --properties", 2);
            return ImportFile.Read(Path.GetFullPath(file, invocation.WorkingDirectory), stack, project, protect);
        }
        if (arguments.Words is not [var type, var name, var id]) throw new EngineException("pulumi import takes TYPE NAME ID, such as `pulumi import aws:ec2/vpc:Vpc main vpc-0123`, or --file FILE", 2);
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var parent = Named(arguments, "--parent", names) ?? Urn.Root(stack, project);
        var wish = new ImportWish
        {
            Urn = Urn.Of(stack, project, parent, type, name),
            Type = type,
            Variable = name,
            Id = id,
            Parent = parent,
            Provider = Named(arguments, "--provider", names) ?? "",
            Properties = [.. arguments.All("--properties").SelectMany(some => some.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
            Protect = protect,
        };
        return new ImportList([wish], names.ToImmutable());
    }

    static string? Named(Arguments arguments, string flag, ImmutableSortedDictionary<string, string>.Builder names)
    {
        if (arguments[flag] is not { } text) return null;
        if (text.Split('=', 2) is not [{ Length: > 0 } name, var urn] || !urn.StartsWith("urn:pulumi:", StringComparison.Ordinal))
            throw new EngineException($"{flag} takes NAME=URN, such as network=urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main, not '{text}'", 2);
        names[name] = urn;
        return urn;
    }

    static bool IsOn(Arguments arguments, string flag) => arguments[flag] is null || arguments.Has(flag);

    static void Hand(string code, Arguments arguments, Invocation invocation)
    {
        if (arguments["--out"] is { } file) File.WriteAllText(Path.GetFullPath(file, invocation.WorkingDirectory), code);
        // The lines of --json are events, for machines.
        else if (!arguments.Has("--json")) invocation.Say($"Put this into the program; until it is there, the next update would want to delete what was imported:\n\n{code}");
    }
}

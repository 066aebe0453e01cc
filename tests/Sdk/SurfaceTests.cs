using System.Diagnostics;
using System.IO.Enumeration;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Pulumi;
using Pulumi.Automation;
using Provider = Pulumi.Kubernetes.Provider;

namespace Infra.Tests.Sdk;

/// <summary>What stacks and orchestrator can write against us they can write against the official packages.</summary>
public sealed class SurfaceTests
{
    // Collections whose items may not be there yet; the official ones throw the same.
    static readonly string[] unsupported = ["Pulumi.InputList`1::System.Collections.IEnumerable.GetEnumerator", "Pulumi.InputMap`1::System.Collections.IEnumerable.GetEnumerator"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Type, string> Packages => new() { { typeof(Deployment), "Pulumi" }, { typeof(WorkspaceStack), "Pulumi.Automation" }, { typeof(Provider), "Pulumi.Kubernetes" } };

    /// <summary>Not those that are generated: what those leave out, the definitions say.</summary>
    public static TheoryData<Type, string> Written => [.. Packages.Where(package => package.Data.Item1 != typeof(Provider))];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Every_public_member_is_one_of_the_official_package(Type type, string package)
    {
        var (code, output) = await SurfaceAsync(type, package, "--within", Listing(package));

        Assert.True(code == 0, output);
    }

    [Theory]
    [MemberData(nameof(Written))]
    public async Task Every_member_of_the_official_package_is_here_or_left_out_for_a_reason(Type type, string package)
    {
        var (_, ours) = await SurfaceAsync(type, package);

        var missing = LeftOut.Between(await File.ReadAllLinesAsync(Listing(package), Ct), ours.Split('\n'));

        Assert.DoesNotContain(missing, member => !LeftOut.Patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, member, ignoreCase: false)));
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void What_programs_may_use_is_reviewed(Type type, string package) =>
        Golden.Matches($"sdk/{package}.txt", string.Join('\n', Surface.Of(type.Assembly, package)));

    [Theory]
    [MemberData(nameof(Packages))]
    public void Nothing_is_there_only_to_throw(Type type, string package)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(type.Assembly.Location);

        var throwing =
            from declared in assembly.MainModule.GetTypes()
            from method in declared.Methods
            where IsOurs(declared, method) && method.HasBody && method.Body.Instructions.Any(ThrowsUnsupported)
            select $"{declared.FullName}::{method.Name}";

        Assert.Equal(package == "Pulumi" ? unsupported : [], throwing.Order(StringComparer.Ordinal));
    }

    // Not the compiler's own lists; and of a state machine, MoveNext alone holds what somebody wrote.
    static bool IsOurs(TypeDefinition declared, MethodDefinition method) =>
        !declared.FullName.StartsWith('<') && (!declared.Name.Contains(">d__", StringComparison.Ordinal) || method.Name == "MoveNext");

    static bool ThrowsUnsupported(Instruction instruction) =>
        instruction.OpCode == OpCodes.Newobj && instruction.Operand is MethodReference { DeclaringType.Name: nameof(NotSupportedException) or nameof(NotImplementedException) };

    static string Listing(string package) => Path.Combine(Shared, $"data/pulumi-surface/{package}.txt");

    static string Shared
    {
        get
        {
            Assert.SkipWhen(Repository.Shared is null, "The listings of the official packages do not lie beside this checkout (../shared/data/pulumi-surface).");
            return Repository.Shared!;
        }
    }

    static async Task<(int Code, string Output)> SurfaceAsync(Type type, string package, params string[] options)
    {
        var start = new ProcessStartInfo("dotnet", ["run", Path.Combine(Shared, "tools/surface.cs"), "--", type.Assembly.Location, "--namespace", package, .. options])
        { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Ct);
        var error = process.StandardError.ReadToEndAsync(Ct);
        await process.WaitForExitAsync(Ct);
        return (process.ExitCode, await output + await error);
    }
}

namespace Infra.Tests.Policies;

/// <summary>A pack that somebody else wrote with the SDK, as a folder: a rule that never ends, with RULES=twice another of its name, and with RULES=tried it tries a third in C#.</summary>
public sealed class OwnPack : IDisposable
{
    static readonly string[] libraries = ["Infra.Policies.Sdk", "Infra.Rpc", "Google.Protobuf", "System.CommandLine", "YamlDotNet"];

    readonly TemporaryFolder folder = new();

    public OwnPack()
    {
        folder.Write("PulumiPolicy.yaml", "runtime: dotnet\n");
        folder.Write("own.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
                {string.Concat(libraries.Select(library => $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, library)}.dll\" />"))}
              </ItemGroup>
            </Project>
            """);
        folder.Write("Program.cs", """
            using Infra.Policies.Sdk;
            using Infra.Policies.Sdk.Testing;

            if (Environment.GetEnvironmentVariable("RULES") == "tried")
            {
                RuleTest kept = new(new ResourceRule
                {
                    Name = "kept",
                    Demand = "It is kept.",
                    Because = "Else it is lost.",
                    Mend = "Keep it.",
                    Level = Level.Mandatory,
                    Severity = Severity.High,
                    Types = ["t"],
                    Check = (resource, report) =>
                    {
                        if (resource["kept"].Flag != true) report.Violation($"{resource} is not kept.");
                    },
                });
                kept.Passes(new { kept = true });
                kept.Unknown(Given.Resource("t", "a", new { kept = Given.Unknown }));
                Console.WriteLine(kept.Violates(new { kept = false }));
                return 0;
            }

            ResourceRule rule = new()
            {
                Name = "ends",
                Demand = "It ends.",
                Because = "Somebody waits.",
                Mend = "End it.",
                Level = Level.Mandatory,
                Severity = Severity.High,
                Types = ["t"],
                Check = (_, _) =>
                {
                    Console.Error.WriteLine("holds a thread");
                    Thread.Sleep(Timeout.Infinite);
                },
            };
            var twice = Environment.GetEnvironmentVariable("RULES") == "twice";
            return await PackHost.RunAsync(new Pack("own", "1.0.0", "For tests.", twice ? [rule, rule with { Demand = "It ends again." }] : [rule]), args);
            """);
    }

    public string Folder => folder.Path;

    public void Dispose() => folder.Dispose();
}

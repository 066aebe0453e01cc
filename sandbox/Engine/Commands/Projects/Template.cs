using System.Collections.Immutable;

namespace Infra.Sandbox.Engine.Commands.Projects;

/// <summary>What a new project begins as: files in which <c>${PROJECT}</c>, <c>${DESCRIPTION}</c> and <c>${SDK}</c> are filled in.</summary>
/// <param name="Next">What to do before the first update; empty for nothing.</param>
internal sealed record Template(string Name, string Says, string Next, ImmutableSortedDictionary<string, string> Files)
{
    public static readonly ImmutableArray<Template> All =
    [
        new("aws-csharp", "A C# program on AWS, built with the sandbox's SDK (or the official one: dotnet build -p:PulumiSdk=nuget)", "", Of(
            ("Pulumi.yaml", Project("dotnet")),
            (".gitignore", "bin/\nobj/\n"),
            ("${PROJECT}.csproj", """
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                  </PropertyGroup>
                  <ItemGroup Condition="'$(PulumiSdk)' == 'nuget'">
                    <PackageReference Include="Pulumi" Version="3.*" />
                    <PackageReference Include="Pulumi.Aws" Version="7.*" />
                  </ItemGroup>
                  <ItemGroup Condition="'$(PulumiSdk)' != 'nuget'">
                    <FrameworkReference Include="Microsoft.AspNetCore.App" />
                    <Reference Include="${SDK}/Pulumi.dll" />
                    <Reference Include="${SDK}/Pulumi.Aws.dll" />
                    <Reference Include="${SDK}/Infra.Rpc.dll" />
                    <Reference Include="${SDK}/Google.Protobuf.dll" />
                  </ItemGroup>
                </Project>

                """),
            ("Program.cs", """
                using System.Collections.Generic;
                using Pulumi;
                using Pulumi.Aws.Ec2;

                return await Deployment.RunAsync(() =>
                {
                    var network = new Vpc("network", new VpcArgs { CidrBlock = "10.0.0.0/16" });
                    var subnet = new Subnet("subnet", new SubnetArgs { VpcId = network.Id, CidrBlock = "10.0.1.0/24" });

                    return new Dictionary<string, object?>
                    {
                        ["vpcId"] = network.Id,
                        ["subnetId"] = subnet.Id,
                    };
                });

                """))),
        new("aws-javascript", "A Node.js program on AWS, with the official SDK", "npm install", Of(
            ("Pulumi.yaml", Project("nodejs")),
            (".gitignore", "node_modules/\n"),
            ("package.json", """
                {
                    "name": "${PROJECT}",
                    "main": "index.js",
                    "dependencies": {
                        "@pulumi/aws": "^7.0.0",
                        "@pulumi/pulumi": "^3.0.0"
                    }
                }

                """),
            ("index.js", """
                "use strict";
                const aws = require("@pulumi/aws");

                const network = new aws.ec2.Vpc("network", { cidrBlock: "10.0.0.0/16" });
                const subnet = new aws.ec2.Subnet("subnet", { vpcId: network.id, cidrBlock: "10.0.1.0/24" });

                exports.vpcId = network.id;
                exports.subnetId = subnet.id;

                """))),
    ];

    /// <param name="sdk">Asked only when a file needs it.</param>
    public IEnumerable<(string Name, string Text)> Filled(string project, string description, Func<string> sdk)
    {
        foreach (var (name, text) in Files)
        {
            var filled = text.Replace("${DESCRIPTION}", description, StringComparison.Ordinal).Replace("${PROJECT}", project, StringComparison.Ordinal);
            yield return (name.Replace("${PROJECT}", project, StringComparison.Ordinal), filled.Contains("${SDK}", StringComparison.Ordinal) ? filled.Replace("${SDK}", sdk(), StringComparison.Ordinal) : filled);
        }
    }

    static ImmutableSortedDictionary<string, string> Of(params (string Name, string Text)[] files) =>
        files.ToImmutableSortedDictionary(file => file.Name, file => file.Text.ReplaceLineEndings("\n"), StringComparer.Ordinal);

    static string Project(string runtime) => $$"""
        name: ${PROJECT}
        description: ${DESCRIPTION}
        runtime: {{runtime}}

        """;
}

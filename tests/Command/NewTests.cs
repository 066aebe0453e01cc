using Infra.Tests.Engine;

namespace Infra.Tests.Command;

public sealed class NewTests
{
    [Fact]
    public async Task Templates_are_listed()
    {
        await using var scenario = await Scenario.StartAsync();

        var output = (await scenario.OkAsync("new --list-templates")).Output;

        Assert.StartsWith("Available Templates:\n  aws-csharp      A C# program on AWS", output);
        Assert.Contains("\n  aws-javascript  A Node.js program on AWS", output);
    }

    [Fact]
    public async Task A_project_gets_its_files_and_a_first_stack()
    {
        await using var scenario = await Scenario.StartAsync();
        var folder = Path.Combine(scenario.Folder, "corner-shop");

        var output = (await scenario.OkAsync($"new aws-javascript --yes --dir {folder} --stack first")).Output;

        Assert.Equal([".gitignore", "Pulumi.yaml", "index.js", "package.json"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("name: corner-shop\ndescription: \"A Node.js program on AWS, with the official SDK\"\nruntime: nodejs\n", File.ReadAllText(Path.Combine(folder, "Pulumi.yaml")));
        Assert.Contains("Created stack 'first'", output);
        Assert.EndsWith($"cd {folder} && npm install && pulumi up\n", output);
        Assert.Equal("first\n", (await scenario.OkAsync($"-C {folder} stack --show-name --stack first")).Output);
    }

    [Fact]
    public async Task A_new_csharp_project_goes_up_and_comes_down_again()
    {
        using var project = new PulumiProject();
        await project.OkAsync("login", $"file://{project.State}");

        await project.OkAsync("new", "aws-csharp", "--yes", "--dir", "../shop");
        var up = await project.OkAsync("-C", "../shop", "up", "--yes");
        var again = await project.OkAsync("-C", "../shop", "preview", "--expect-no-changes");
        var down = await project.OkAsync("-C", "../shop", "destroy", "--yes", "--skip-preview");

        Assert.Contains(" +   ├─ aws:ec2:Vpc       network   create", up);
        Assert.Contains("  + subnetId: \"subnet-", up);
        Assert.Contains("    3 unchanged", again);
        Assert.Contains("    - 3 deleted", down);
    }

    [Fact]
    public async Task A_new_javascript_project_goes_up()
    {
        NodeProject.SkipWithoutModules();
        await using var scenario = await Scenario.StartAsync();
        var folder = Path.Combine(scenario.Folder, "corner-shop");

        await scenario.OkAsync($"new aws-javascript --yes --dir {folder}");
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), NodeProject.Modules);
        var up = (await scenario.OkAsync($"-C {folder} up --yes --stack dev")).Output;

        Assert.Contains("    + 3 created", up);
    }

    [Theory]
    [InlineData("new", "no template is named; the sandbox has aws-csharp, aws-javascript")]
    [InlineData("new aws-chsarp --yes", "the sandbox has no template 'aws-chsarp'; did you mean aws-csharp; it has")]
    [InlineData("new aws-javascript --yes", "is not empty; rerun in an empty directory, pass the path to an empty directory to --dir, or use --force")]
    [InlineData("new aws-javascript --yes --dir ../new --name a/b", "'a/b' is no name for a project")]
    public async Task What_can_not_be_made_leaves_nothing(string command, string sentence)
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.CliAsync(command);

        Assert.Equal(2, end.ExitCode);
        Assert.Contains(sentence, end.Error);
        Assert.False(Directory.Exists(Path.Combine(scenario.Folder, "new")));
    }
}

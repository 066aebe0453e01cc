using Pulumi.Automation;

namespace Infra.Tests.Automation;

public sealed class ImportTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resources_are_written_to_a_file_and_the_code_for_them_is_read_from_one()
    {
        string? file = null;
        var command = new RecordingCommand
        {
            OnRun = args =>
            {
                if (args[0] != "import") return;
                file = File.ReadAllText(args[args.IndexOf("--file") + 1]);
                File.WriteAllText(args[args.IndexOf("--out") + 1], "new Bucket(\"b\");");
            },
        };
        using var stack = await OpenAsync(command);

        var result = await stack.ImportAsync(
            new() { Resources = [new() { Type = "cloud:store/bucket:Bucket", Name = "b", Id = "b-1" }], NameTable = new() { ["parent"] = "urn:p" }, Protect = false }, Ct);

        Assert.Equal("""{"nameTable":{"parent":"urn:p"},"resources":[{"name":"b","type":"cloud:store/bucket:Bucket","id":"b-1"}]}""", file);
        Assert.Equal("new Bucket(\"b\");", result.GeneratedCode);
        Assert.Matches("^import --yes --skip-preview --file [^ ]+ --protect=false --out [^ ]+ --stack dev$", command.Lines[1]);
    }

    [Fact]
    public async Task What_a_converter_reads_stands_after_what_the_command_reads()
    {
        var command = new RecordingCommand();
        using var stack = await OpenAsync(command);

        await stack.ImportAsync(new() { GenerateCode = false, Converter = "terraform", ConverterArgs = ["terraform.tfstate"] }, Ct);

        Assert.Equal("import --yes --skip-preview --generate-code=false --from terraform --stack dev -- terraform.tfstate", command.Lines[1]);
    }

    static async Task<WorkspaceStack> OpenAsync(RecordingCommand command) =>
        await WorkspaceStack.SelectAsync("dev", await LocalWorkspace.CreateAsync(new() { PulumiCommand = command }, Ct), Ct);
}

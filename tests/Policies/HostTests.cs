using System.Net;
using Infra.Policies.Rules;
using Infra.Rpc;
using Pulumirpc;
using static Infra.Tests.Policies.Kit;
using Empty = Google.Protobuf.WellKnownTypes.Empty;

namespace Infra.Tests.Policies;

/// <summary>The real executable, over real gRPC.</summary>
public sealed class HostTests
{
    static readonly AnalyzeRequest byTag = TaskDefinition(new { name = "web", image = "shop/web:latest", logConfiguration = new { logDriver = "awslogs" } });

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StartMode.Folder)]
    [InlineData(StartMode.File)]
    public async Task The_first_line_is_the_port_and_Cancel_ends_it_without_another_word(StartMode mode)
    {
        await using var pack = await PackProcess.StartAsync(mode);

        Assert.Matches("^[0-9]{2,5}$", pack.PortLine);
        await pack.CancelAsync();
        Assert.Equal((0, "", ""), await pack.EndedAsync());
    }

    [Fact]
    public async Task Without_any_configuration_it_introduces_itself_and_judges()
    {
        await using var pack = await PackProcess.StartAsync();

        var info = await pack.CallAsync<Empty, AnalyzerInfo>("GetAnalyzerInfo", new());
        var violation = Assert.Single((await pack.AnalyzeAsync(byTag)).Diagnostics, diagnostic => diagnostic.EnforcementLevel == EnforcementLevel.Mandatory);

        Assert.Equal(("infra", true), (info.Name, info.SupportsConfig));
        Assert.Equal(AllRules.List.Select(rule => rule.Name), info.Policies.Select(policy => policy.Name));
        Assert.Equal(("artefact-by-digest", "infra", info.Version), (violation.PolicyName, violation.PolicyPackName, violation.PolicyPackVersion));
    }

    [Fact]
    public async Task A_configuration_holds_for_all_calls_after_it()
    {
        await using var pack = await PackProcess.StartAsync();

        await pack.CallAsync<ConfigureAnalyzerRequest, Empty>("Configure", new() { PolicyConfig = { ["artefact-by-digest"] = new() { EnforcementLevel = EnforcementLevel.Disabled } } });

        Assert.DoesNotContain((await pack.AnalyzeAsync(byTag)).Diagnostics, diagnostic => diagnostic.PolicyName == "artefact-by-digest");
    }

    [Fact]
    public async Task Two_hundred_resources_at_once_each_get_their_own_answer()
    {
        await using var pack = await PackProcess.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => pack.AnalyzeAsync(TaskDefinition(new { name = $"c{i}", image = $"shop/web:v{i}" }))));

        Assert.All(answers.Index(), answer => Assert.Contains($"Container 'c{answer.Index}'", answer.Item.Diagnostics[0].Message));
    }

    [Fact]
    public async Task Garbage_is_answered_with_a_status_and_harms_nobody()
    {
        await using var pack = await PackProcess.StartAsync();
        using var http = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        foreach (var body in new byte[][] { [], [0, 0, 0, 0, 9, 1], [0, 0, 0, 0, 3, 0xff, 0xff, 0xff], [1, 0, 0, 0, 0] })
        {
            using var answer = await http.PostAsync(new Uri($"http://{pack.Address}/pulumirpc.Analyzer/Analyze"), new ByteArrayContent(body), Ct);
            await answer.Content.ReadAsByteArrayAsync(Ct);
            Assert.NotEqual("0", answer.TrailingHeaders.GetValues("grpc-status").Single());
        }
        var unknown = await Assert.ThrowsAsync<RpcException>(() => pack.CallAsync<Empty, Empty>("Nonsense", new()));

        Assert.Equal(StatusCode.Unimplemented, unknown.Status);
        Assert.NotEmpty((await pack.AnalyzeAsync(byTag)).Diagnostics);
        Assert.Empty((await pack.AnalyzeAsync(new AnalyzeRequest())).Diagnostics);
    }

    [Theory]
    [InlineData(StartMode.Folder)]
    [InlineData(StartMode.File)]
    public async Task It_ends_when_its_input_ends(StartMode mode)
    {
        await using var pack = await PackProcess.StartAsync(mode);

        pack.CloseInput();

        Assert.Equal((0, "", ""), await pack.EndedAsync());
    }

    [Fact]
    public async Task An_engine_that_gives_no_input_is_served_all_the_same()
    {
        await using var pack = await PackProcess.StartWithoutInputAsync();

        Assert.NotEmpty((await pack.AnalyzeAsync(byTag)).Diagnostics);
        await pack.CancelAsync();
        Assert.Equal(0, (await pack.EndedAsync()).ExitCode);
    }

    [Fact]
    public async Task It_ends_when_the_engine_no_longer_answers()
    {
        var engine = await GrpcServer.StartAsync(new GrpcServices(), Ct);
        await using var pack = await PackProcess.StartAsync("--logtostderr", engine.Address);

        Assert.NotEmpty((await pack.AnalyzeAsync(byTag)).Diagnostics);
        await engine.DisposeAsync();

        Assert.Equal((0, "", ""), await pack.EndedAsync());
    }

    [Fact]
    public async Task Interrupting_the_whole_group_leaves_it_to_the_engine_and_terminating_does_not()
    {
        await using var engine = await GrpcServer.StartAsync(new GrpcServices(), Ct);
        await using var pack = await PackProcess.StartAsync(engine.Address);

        pack.Signal("INT");
        Assert.NotEmpty((await pack.AnalyzeAsync(byTag)).Diagnostics);
        pack.Signal("TERM");

        Assert.Equal((0, "", ""), await pack.EndedAsync());
    }
}

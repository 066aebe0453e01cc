using Pulumi.Automation.Commands;
using Pulumi.Automation.Commands.Exceptions;
using Pulumi.Automation.Events;

namespace Infra.Tests.Automation;

/// <summary>A process that stands for the real command: it prints its arguments and does what they say.</summary>
public sealed class LocalPulumiCommandTests : IDisposable
{
    const string Script = """
        #!/bin/sh
        case "$1" in
          version) echo v3.250.1 ;;
          up) log=$(echo "$*" | sed 's/.*--event-log //; s/ .*//'); echo "$PULUMI_DEBUG_COMMANDS $STAGE $PWD"
              echo '{"sequence":1,"timestamp":1,"preludeEvent":{"config":{}}}' >> "$log"
              printf '{"sequence":2,"timestamp":1,' >> "$log"; echo '"cancelEvent":{}}' >> "$log" ;;
          stack) echo "error: no stack named 'dev' found" >&2; exit 255 ;;
          cat) cat ;;
          wait) echo ready; exec sleep 600 ;;
          *) echo "$*" ;;
        esac
        """;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-test-");

    public LocalPulumiCommandTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for the command is a shell script.");
        var file = Path.Combine(folder.CreateSubdirectory("bin").FullName, "pulumi");
        File.WriteAllText(file, Script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task It_never_asks_and_tells_its_version()
    {
        var command = await StartAsync();

        var result = await command.RunAsync(["config", "set", "k", "--", "v"], folder.FullName, new Dictionary<string, string?>(), cancellationToken: Ct);

        Assert.Equal("3.250.1", command.Version!.ToString());
        Assert.Equal("config set k --non-interactive -- v\n", result.StandardOutput);
    }

    [Fact]
    public async Task Its_events_arrive_whole_and_in_order_before_it_is_over()
    {
        var command = await StartAsync();
        List<EngineEvent> events = [];
        List<string> lines = [];

        await command.RunAsync(["up"], folder.FullName, new Dictionary<string, string?> { ["STAGE"] = "local" }, lines.Add, onEngineEvent: events.Add, cancellationToken: Ct);

        Assert.Equal([1, 2], events.Select(seen => seen.Sequence));
        Assert.NotNull(events[1].CancelEvent);
        Assert.Equal([$"true local {folder.FullName}"], lines);
    }

    [Fact]
    public async Task Its_failure_is_an_exception_of_the_kind_that_it_says()
    {
        var command = await StartAsync();

        await Assert.ThrowsAsync<StackNotFoundException>(() => command.RunAsync(["stack", "select"], folder.FullName, new Dictionary<string, string?>(), cancellationToken: Ct));
    }

    [Fact]
    public async Task It_reads_what_it_is_given_on_standard_input()
    {
        var command = await StartAsync();

        var result = await command.RunInputAsync(["cat"], folder.FullName, new Dictionary<string, string?>(), stdIn: "open\n", cancellationToken: Ct);

        Assert.Equal("open\n", result.StandardOutput);
    }

    [Fact]
    public async Task Cancelling_ends_the_process()
    {
        var command = await StartAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var ready = new TaskCompletionSource();

        var running = command.RunAsync(["wait"], folder.FullName, new Dictionary<string, string?>(), _ => ready.TrySetResult(), cancellationToken: cancel.Token);
        await ready.Task.WaitAsync(Ct);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    Task<LocalPulumiCommand> StartAsync() => LocalPulumiCommand.CreateAsync(new() { Root = folder.FullName }, Ct);
}

using System.Diagnostics;
using System.Text;

namespace Infra.Tests.Cli;

/// <summary>The built <c>infra</c>, or the built <c>pulumi</c> of the sandbox, run as a person or a pipeline would.</summary>
internal sealed class InfraProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Story _answers = new();
    private readonly Story _story = new();
    private readonly Task _answered;
    private readonly Task _told;

    private InfraProcess(Process process)
    {
        _process = process;
        _answered = _answers.ReadAsync(process.StandardOutput);
        _told = _story.ReadAsync(process.StandardError);
    }

    internal sealed record Ended(int ExitCode, string Output, string Error);

    /// <summary>Built beside the tests, in the same configuration.</summary>
    internal static string Program { get; } =
        Path.Combine(Repository.Root, "artifacts", "sandbox", "bin", "Infra.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "infra.dll");

    /// <summary>The sandbox's <c>pulumi</c>, likewise.</summary>
    internal static string Pulumi { get; } = Program.Replace("Infra.Cli", "Infra.Sandbox.Command", StringComparison.Ordinal).Replace("infra.dll", "pulumi.dll", StringComparison.Ordinal);

    internal int Id => _process.Id;

    /// <summary>All that it has said on stderr so far.</summary>
    internal string Told => _story.ToString();

    internal static InfraProcess Start(string workingFolder, string temporaryFolder, params string[] args) => Start(workingFolder, temporaryFolder, null, args);

    /// <param name="firstOnPath">A folder whose programs are found before all others.</param>
    internal static InfraProcess Start(string workingFolder, string temporaryFolder, string? firstOnPath, string[] args, params (string Name, string Value)[] environment) =>
        Start(Program, workingFolder, temporaryFolder, firstOnPath, args, environment);

    internal static InfraProcess Start(string program, string workingFolder, string temporaryFolder, string? firstOnPath, string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = temporaryFolder;
        if (firstOnPath is not null)
            start.Environment["PATH"] = $"{firstOnPath}{Path.PathSeparator}{start.Environment["PATH"]}";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("infra did not start.");
        process.StandardInput.Close();
        return new(process);
    }

    internal static async Task<Ended> RunAsync(string workingFolder, params string[] args)
    {
        using var temporary = new TemporaryFolder();
        await using var infra = Start(workingFolder, temporary.Path, args);
        return await infra.EndAsync();
    }

    /// <param name="name">As the shell names it: <c>INT</c>, <c>TERM</c>.</param>
    internal async Task SignalAsync(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>SIGKILL, to this process and no other; returns when it is gone.</summary>
    internal async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits until a line of stderr contains this.</summary>
    internal Task ToldAsync(string words) => SaidAsync(_story, words);

    /// <summary>Waits until a line of stdout contains this.</summary>
    internal Task AnsweredAsync(string words) => SaidAsync(_answers, words);

    private async Task SaidAsync(Story story, string words)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!story.ToString().Contains(words, StringComparison.Ordinal))
        {
            if (_process.HasExited)
                Assert.Fail($"infra ended with {_process.ExitCode} before it said \"{words}\": {_answers}{_story}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    internal async Task<Ended> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience, TimeProvider.System);
        await Task.WhenAll(_answered, _told);
        return new(_process.ExitCode, _answers.ToString(), _story.ToString());
    }

    /// <summary>Waits for an end that has to be a success.</summary>
    /// <returns>What it said on stdout.</returns>
    internal async Task<string> SucceedAsync()
    {
        var ended = await EndAsync();
        Assert.True(ended.ExitCode == 0, $"infra {string.Join(' ', _process.StartInfo.ArgumentList.Skip(1))} ended with {ended.ExitCode}: {ended.Output}{ended.Error}");
        return ended.Output;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Story
    {
        private readonly Lock _lock = new();
        private readonly StringBuilder _text = new();

        internal async Task ReadAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                lock (_lock)
                    _text.AppendLine(line);
            }
        }

        public override string ToString()
        {
            lock (_lock)
                return _text.ToString();
        }
    }
}

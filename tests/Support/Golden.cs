using System.Runtime.CompilerServices;

namespace Infra.Tests;

/// <summary>Compares text that people read with a file under <c>tests/expected</c>. With INFRA_ACCEPT=1 the file is rewritten instead.</summary>
internal static class Golden
{
    internal static void Matches(string name, string actual, [CallerFilePath] string caller = "")
    {
        var received = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("INFRA_ACCEPT") == "1")
        {
            var source = Path.Combine(Path.GetDirectoryName(caller)!, "..", "expected", name);
            Directory.CreateDirectory(Path.GetDirectoryName(source)!);
            File.WriteAllText(source, received);
            return;
        }

        var path = Path.Combine(AppContext.BaseDirectory, "expected", name);
        Assert.True(File.Exists(path), $"{path} is missing; run the test once with INFRA_ACCEPT=1 and read what it wrote.");
        Assert.Equal(File.ReadAllText(path), received, ignoreLineEndingDifferences: true);
    }
}

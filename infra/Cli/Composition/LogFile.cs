using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Infra.Cli.Composition;

/// <summary>What people need when one sentence is not enough: a file per day in .infra/logs, and stderr when asked.</summary>
internal static class LogFile
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    /// <exception cref="IOException">The folder can't be written; the file itself would keep that to itself.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    internal static Logger Open(string folder, bool verbose)
    {
        Directory.CreateDirectory(folder);
        new FileStream(Path.Combine(folder, $".{Environment.ProcessId}"), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose }).Dispose();
        return new LoggerConfiguration()
            .MinimumLevel.Debug()
            .WriteTo.File(Path.Combine(folder, "infra-.log"), rollingInterval: RollingInterval.Day, retainedFileCountLimit: 14, shared: true, outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.Console(verbose ? LogEventLevel.Debug : LevelAlias.Off, Template, CultureInfo.InvariantCulture, standardErrorFromLevel: LogEventLevel.Verbose)
            .CreateLogger();
    }
}

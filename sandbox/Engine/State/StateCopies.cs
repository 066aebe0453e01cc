using System.Globalization;

namespace Infra.Sandbox.Engine.State;

/// <summary>What a stack's state can be brought back from.</summary>
internal static class StateCopies
{
    public const string Backup = "backup", History = "history";

    public static string? NewestBackup(StackFiles files) => File.Exists(files.Backup) ? files.Backup : null;

    /// <summary>The checkpoint as the newest operation left it.</summary>
    public static string? NewestHistory(StackFiles files) => OfHistory(files).LastOrDefault();

    /// <summary>The checkpoints as each operation left them, oldest first.</summary>
    public static string[] OfHistory(StackFiles files) =>
        Directory.Exists(files.History) ? [.. Directory.GetFiles(files.History, "*.checkpoint.json").Order(StringComparer.Ordinal)] : [];

    /// <summary>A sentence that says how to come back, and to what.</summary>
    public static string Say(StackFiles files) => (NewestHistory(files), NewestBackup(files)) switch
    {
        (null, null) => "It has neither a history nor a backup; import an export that somebody kept.",
        var (newest, backup) => $"`infra state restore {files.Stack}` brings back "
            + string.Join(" or ", new[] { newest is null ? null : $"the newest entry of its history ({Named(newest)})", backup is null ? null : $"its backup ({Named(backup)})" }.OfType<string>()) + ".",
    };

    static string Named(string file) => $"{Path.GetFileName(file)} of {File.GetLastWriteTimeUtc(file).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
}

namespace Infra.Sandbox.Engine.Secrets;

/// <summary>Where a passphrase comes from: the variable (which may be empty), then the file that another names, then a person.</summary>
internal static class Passphrase
{
    const string Variable = "PULUMI_CONFIG_PASSPHRASE", FileVariable = "PULUMI_CONFIG_PASSPHRASE_FILE";

    public static bool IsGiven(Func<string, string?> environment) => environment(Variable) is not null || environment(FileVariable) is { Length: > 0 };

    /// <param name="ask">Asks a person; null where nobody sits.</param>
    public static string From(Func<string, string?> environment, Func<string?>? ask)
    {
        if (environment(Variable) is { } text) return text;
        if (environment(FileVariable) is not { Length: > 0 } file)
            return ask?.Invoke() ?? throw new EngineException("passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables");
        if (!File.Exists(file)) throw new EngineException($"PULUMI_CONFIG_PASSPHRASE_FILE names {file}, which doesn't exist; create it or set PULUMI_CONFIG_PASSPHRASE.");
        return File.ReadAllText(file).Trim();
    }
}

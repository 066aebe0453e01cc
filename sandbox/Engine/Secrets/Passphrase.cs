namespace Infra.Sandbox.Engine.Secrets;

/// <summary>Where a passphrase comes from: the variable (which may be empty), then the file it names.</summary>
internal static class Passphrase
{
    public static string From(Func<string, string?> environment)
    {
        if (environment("PULUMI_CONFIG_PASSPHRASE") is { } text) return text;
        if (environment("PULUMI_CONFIG_PASSPHRASE_FILE") is not { Length: > 0 } file)
            throw new EngineException("passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables");
        if (!File.Exists(file)) throw new EngineException($"PULUMI_CONFIG_PASSPHRASE_FILE names {file}, which doesn't exist; create it or set PULUMI_CONFIG_PASSPHRASE.");
        return File.ReadAllText(file).Trim();
    }
}

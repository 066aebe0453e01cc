namespace Infra.Sandbox.Engine;

/// <summary>What the system or a reader says was wrong, fit for the middle of a sentence: its first one, without the path that ours has already.</summary>
internal static class Reason
{
    public static string Of(Exception e) => e.Message.Split(" : '")[0].Split(". ")[0].TrimEnd('.');
}

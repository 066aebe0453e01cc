using Infra.Catalog;

namespace Infra.Orchestrator.Traffic;

/// <summary>Whether a platform lets a second side run beside the first.</summary>
public interface IQuotas
{
    /// <param name="service">As it is in the stage.</param>
    /// <param name="replicas">Of the second side.</param>
    Task<QuotaAnswer> AskAsync(Service service, PlatformKind platform, int replicas, CancellationToken ct);
}

/// <summary>What quotas say to a second side.</summary>
public abstract record QuotaAnswer
{
    private QuotaAnswer()
    {
    }

    /// <summary>There is room.</summary>
    public sealed record Enough : QuotaAnswer;

    /// <param name="Says">Which quota lacks how much, and how to raise it.</param>
    public sealed record Lacking(string Says) : QuotaAnswer;

    /// <summary>Nobody can tell; the platform says so itself while it provisions, when users have noticed nothing yet.</summary>
    public sealed record Unknown(string Why) : QuotaAnswer;
}

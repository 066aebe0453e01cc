namespace Infra.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Mend">What to do about it; null where there is nothing to do.</param>
internal sealed record Finding(string Check, Health Health, string Says, string? Mend = null)
{
    internal static Finding Ok(string check, string says) => new(check, Health.Ok, says);

    internal static Finding Advice(string check, string says, string mend) => new(check, Health.Advice, says, mend);

    internal static Finding Problem(string check, string says, string mend) => new(check, Health.Problem, says, mend);
}

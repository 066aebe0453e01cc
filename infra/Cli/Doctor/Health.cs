namespace Infra.Cli.Doctor;

internal enum Health
{
    Ok,

    /// <summary>It works, and something would make it better.</summary>
    Advice,

    /// <summary>It keeps infra from working.</summary>
    Problem,
}

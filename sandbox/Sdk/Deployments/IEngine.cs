using Pulumirpc;

namespace Pulumi;

/// <summary>The engine's side of a program: what it is told besides resources.</summary>
internal interface IEngine
{
    Task LogAsync(LogRequest request);

    Task RequireVersionAsync(string range);
}

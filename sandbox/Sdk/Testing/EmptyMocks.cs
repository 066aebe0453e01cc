using System.Collections.Immutable;

namespace Pulumi.Testing;

public class EmptyMocks : IMocks
{
    public Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args) =>
        Task.FromResult<(string?, object)>((null, ImmutableDictionary<string, object>.Empty));

    public Task<object> CallAsync(MockCallArgs args) => Task.FromResult<object>(args.Args);
}

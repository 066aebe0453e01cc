using System.Collections.Immutable;

namespace Infra.Policies.Sdk;

/// <summary>A kind of resource with typed arguments, for rules that would rather not spell names: a view that reads its <see cref="Resource"/> when it is asked.</summary>
public interface IResourceType<TSelf> where TSelf : IResourceType<TSelf>
{
    /// <summary>All type tokens that it goes by.</summary>
    static abstract ImmutableArray<string> Tokens { get; }

    static abstract TSelf Of(Resource resource);
}

/// <summary>Checks over typed arguments: <c>Types = Bucket.Tokens, Check = Typed.Check&lt;Bucket&gt;((bucket, report) =&gt; …)</c>.</summary>
public static class Typed
{
    public static Action<Resource, Report> Check<T>(Action<T, Report> check) where T : IResourceType<T> =>
        (resource, report) => check(T.Of(resource), report);

    /// <summary>All of a kind in a stack.</summary>
    public static IEnumerable<T> OfType<T>(this Stack stack) where T : IResourceType<T> => stack.OfType(T.Tokens).Select(T.Of);
}

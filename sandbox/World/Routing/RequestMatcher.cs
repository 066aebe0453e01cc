using System.Collections.Immutable;
using Infra.Sandbox.World.Model;
using Microsoft.AspNetCore.Http;

namespace Infra.Sandbox.World.Routing;

/// <summary>Do all conditions of a rule hold for a request?</summary>
internal sealed class RequestMatcher(ImmutableArray<Condition> conditions)
{
    public bool Matches(HttpRequest request)
    {
        foreach (var condition in conditions)
            if (!Holds(condition, request)) return false;
        return true;
    }

    static bool Holds(Condition condition, HttpRequest request) => condition.Field switch
    {
        ConditionField.Host => Any(condition.Values, request.Host.Host, ignoreCase: true),
        ConditionField.Path => Any(condition.Values, request.Path.Value ?? "/", ignoreCase: false),
        ConditionField.Header => AnyHeader(condition, request),
        ConditionField.ExactHeader => request.Headers[condition.Header ?? ""].Any(value => value is not null && condition.Values.Contains(value)),
    };

    static bool AnyHeader(Condition condition, HttpRequest request)
    {
        foreach (var value in request.Headers[condition.Header ?? ""])
            if (value is not null && Any(condition.Values, value, ignoreCase: true)) return true;
        return false;
    }

    static bool Any(ImmutableArray<string> patterns, string text, bool ignoreCase)
    {
        foreach (var pattern in patterns)
            if (Wildcard.Matches(pattern, text, ignoreCase)) return true;
        return false;
    }
}

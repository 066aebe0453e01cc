using System.Collections.Immutable;
using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Aws;

/// <summary>The documents that say what an identity may do, wherever they are declared.</summary>
internal static class IdentityPolicies
{
    public static readonly ImmutableArray<string> Types = [Kinds.Policy, Kinds.RolePolicy, Kinds.UserPolicy, Kinds.GroupPolicy, Kinds.PermissionSetPolicy, Kinds.Role];

    public static IEnumerable<Property> Of(Resource resource) => resource.Type switch
    {
        Kinds.Role => resource["inlinePolicies"].Items.Select(inline => inline["policy"]),
        Kinds.PermissionSetPolicy => [resource["inlinePolicy"]],
        _ => [resource["policy"]],
    };

    /// <summary>A check of each statement that allows something.</summary>
    public static Action<Resource, Report> EachAllowed(Action<Resource, Statement, Report> check) => (resource, report) =>
        report.Each(Of(resource), document => report.Each(Statement.Of(document), statement =>
        {
            if (statement.Allows) check(resource, statement, report);
        }));
}

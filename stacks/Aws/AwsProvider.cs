using System.Collections.Immutable;
using Infra.Catalog;
using Pulumi.Aws;
using Pulumi.Aws.Inputs;

namespace Infra.Stacks.Aws;

/// <summary>It touches no account but the stage's, and tags all it makes.</summary>
internal static class AwsProvider
{
    public static Provider Of(Stage stage, ImmutableSortedDictionary<string, string> tags)
    {
        var args = new ProviderArgs
        {
            Region = stage.Region,
            AllowedAccountIds = { stage.Account },
            DefaultTags = new ProviderDefaultTagsArgs { Tags = tags.ToImmutableDictionary() },
        };
        if (stage.Role is { } role) args.AssumeRoles.Add(new ProviderAssumeRoleArgs { RoleArn = role, SessionName = "infra" });
        return new("aws", args);
    }
}

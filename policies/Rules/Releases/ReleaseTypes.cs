using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Releases;

/// <summary>What a rollout is about to do, or has done, comes as a resource of one of these types: its properties are the rollout's facts.</summary>
internal static class ReleaseTypes
{
    public const string Provision = "infra:release:Provision";
    public const string Shift = "infra:release:Shift";
    public const string Retire = "infra:release:Retire";

    /// <summary>Judged when it is done: users are never kept waiting on the way back.</summary>
    public const string Return = "infra:release:Return";

    /// <summary>As messages call it: "v2 of web in prod".</summary>
    public static string Words(this Resource happening) => $"{happening["release"]["name"].Text} of {happening.Name} in {happening["stage"].Text}";
}

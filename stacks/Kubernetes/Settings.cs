using System.Security.Cryptography;
using System.Text.Json;
using Infra.Catalog;
using Infra.Stacks.Environment;

namespace Infra.Stacks.Kubernetes;

/// <summary>The environment of a pod's process, as a ConfigMap that never changes: other content has another name.</summary>
internal static class Settings
{
    public static Dictionary<string, string> Of(EnvironmentSpec spec) => spec.Variables.ToDictionary();

    public static string NameOf(EnvironmentSpec spec) =>
        $"{spec.Service}-{spec.Colour.Word}-{Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(spec.Variables)))[..10]}";
}

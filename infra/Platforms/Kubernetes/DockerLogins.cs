using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Infra.Platforms.Kubernetes;

/// <summary>What `docker login` left in its file. Programs that keep it elsewhere are not asked.</summary>
internal sealed class DockerLogins(string file)
{
    internal static DockerLogins OfThisUser => new(Path.Combine(
        Environment.GetEnvironmentVariable("DOCKER_CONFIG") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker"), "config.json"));

    internal AuthenticationHeaderValue? Find(string registry)
    {
        if (!File.Exists(file))
            return null;
        try
        {
            var login = JsonNode.Parse(File.ReadAllText(file))?["auths"]?[registry]?["auth"];
            return login is null ? null : new("Basic", (string?)login);
        }
        catch (JsonException e)
        {
            throw new PlatformException($"{file} is no JSON: {e.Message}", inner: e);
        }
    }
}

using System.Text.Json;

namespace Infra.Sandbox.World;

internal static class WorldJson
{
    public static JsonSerializerOptions Options => WorldContext.Default.Options;
}

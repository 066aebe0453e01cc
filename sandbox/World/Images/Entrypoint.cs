using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Sandbox.World.Images;

/// <summary>What an image starts: it alone says so, never a stack.</summary>
internal static class Entrypoint
{
    internal sealed record ImageFile(ImmutableArray<string> Entrypoint);

    public static (string File, ImmutableArray<string> Arguments) Read(string image)
    {
        var words = Words(image);
        if (words[0] == "dotnet") return (DotnetHost.Executable, words[1..]);
        var file = Path.GetFullPath(Path.Combine(image, words[0]));
        if (!file.StartsWith(image + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !File.Exists(file))
            throw new WorldException($"Entrypoint '{words[0]}' is not a file of the image {image}.");
        return (file, words[1..]);
    }

    static ImmutableArray<string> Words(string image)
    {
        var described = Path.Combine(image, "image.json");
        if (File.Exists(described))
        {
            try
            {
                if (JsonSerializer.Deserialize<ImageFile>(File.ReadAllBytes(described), WorldContext.Default.Options) is { Entrypoint: { IsDefaultOrEmpty: false } words }) return words;
            }
            catch (JsonException e)
            {
                throw new WorldException($"{described} can't be read: {e.Message}", e);
            }
            throw new WorldException($"{described} names no entrypoint; write {{\"entrypoint\":[\"dotnet\",\"App.dll\"]}}.");
        }
        const string suffix = ".runtimeconfig.json";
        var programs = Directory.GetFiles(image, "*" + suffix);
        return programs.Length == 1
            ? ["dotnet", Path.GetFileName(programs[0])[..^suffix.Length] + ".dll"]
            : throw new WorldException($"The image has {programs.Length} *{suffix} files where one would say what to start; add image.json with {{\"entrypoint\":[\"dotnet\",\"App.dll\"]}}.");
    }
}

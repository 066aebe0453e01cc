using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Infra.Policies.Sdk;

/// <summary>Reads files that people give.</summary>
internal static class GivenFile
{
    /// <summary>The file of that name in the folder, or in the nearest one above; null where there is none.</summary>
    public static string? Find(string folder, string name)
    {
        for (var at = Path.GetFullPath(folder); at is not null; at = Path.GetDirectoryName(at))
        {
            if (File.Exists(Path.Combine(at, name))) return Path.Combine(at, name);
        }

        return null;
    }

    /// <exception cref="UnusableFileException">It can't be read.</exception>
    public static string Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableFileException($"{path} can't be read: {e.Message}", e);
        }
    }

    /// <param name="path">As messages call it.</param>
    /// <exception cref="UnusableFileException">It is no YAML.</exception>
    public static IList<YamlDocument> Yaml(string text, string path)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new UnusableFileException($"{path}:{e.Start.Line}: this is no YAML: {e.Message}", e);
        }

        return yaml.Documents;
    }

    /// <summary>Where something stands, as messages say it.</summary>
    public static string At(string path, YamlNode node) => string.Create(CultureInfo.InvariantCulture, $"{path}:{node.Start.Line}");
}

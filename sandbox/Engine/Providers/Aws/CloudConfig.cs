using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Infra.Sandbox.Engine.Providers.Aws;

/// <summary>Reads user data as the sandbox's machine images do: cloud-config in YAML's flow style, with the process's environment in /etc/infra/environment.</summary>
internal static class CloudConfig
{
    const string Head = "#cloud-config\n";
    const string File = "/etc/infra/environment";

    /// <summary>Empty where the user data says something else, as an image is free to do without.</summary>
    public static ImmutableSortedDictionary<string, string> Environment(string? userData)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in Content(userData).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            // PORT is the world's to choose: several instances share one machine.
            if (line.Split('=', 2) is [var name, ['"', .. var quoted, '"']] && name is not ("" or "PORT")) variables[name] = Unescaped(quoted);
        return variables.ToImmutable();
    }

    static string Content(string? userData)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(userData ?? ""));
            if (!text.StartsWith(Head, StringComparison.Ordinal)) return "";
            using var document = JsonDocument.Parse(text[Head.Length..]);
            return document.RootElement.GetProperty("write_files").EnumerateArray().FirstOrDefault(file => file.GetProperty("path").GetString() == File) is { ValueKind: JsonValueKind.Object } found
                ? found.GetProperty("content").GetString() ?? ""
                : "";
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "";
        }
    }

    static string Unescaped(string quoted)
    {
        var text = new StringBuilder(quoted.Length);
        for (var at = 0; at < quoted.Length; at++)
        {
            if (quoted[at] == '\\' && at + 1 < quoted.Length) at++;
            text.Append(quoted[at]);
        }
        return text.ToString();
    }
}

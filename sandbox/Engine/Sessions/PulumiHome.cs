using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Sandbox.Engine.Config;
using Infra.Sandbox.Engine.State;

namespace Infra.Sandbox.Engine.Sessions;

/// <summary>What a user's commands remember of each other, where the official command keeps it: the backend logged in to, and each project's selected stack.</summary>
/// <param name="folder">Null where every command names its own, and nothing is remembered.</param>
internal sealed class PulumiHome(string? folder)
{
    static readonly JsonSerializerOptions indented = new() { WriteIndented = true, IndentSize = 4, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The URL of the backend that the last login named.</summary>
    public string? Backend => Text(Read(Credentials)?["current"]);

    public void LogIn(string url) => ChangeCredentials(credentials =>
    {
        credentials["current"] = url;
        Under(credentials, "accessTokens")[url] ??= "";
        Under(credentials, "accounts")[url] ??= new JsonObject();
    });

    /// <param name="url">Null for all backends.</param>
    public void LogOut(string? url) => ChangeCredentials(credentials =>
    {
        if (url is null || Text(credentials["current"]) == url) credentials.Remove("current");
        foreach (var kept in new[] { Under(credentials, "accessTokens"), Under(credentials, "accounts") })
            foreach (var name in kept.Select(entry => entry.Key).Where(name => url is null || name == url).ToList()) kept.Remove(name);
    });

    public string? SelectedStack(ProjectSettings project) => Text(Read(Workspace(project))?["stack"]);

    public void Select(ProjectSettings project, string? stack)
    {
        if (Workspace(project) is not { } file) return;
        var settings = Read(file) ?? [];
        if (stack is null) settings.Remove("stack");
        else settings["stack"] = stack;
        if (settings.Count > 0) Write(file, settings);
        else File.Delete(file);
    }

    string? Credentials => folder is null ? null : Path.Combine(folder, "credentials.json");

    string? Workspace(ProjectSettings project) => folder is null ? null
        : Path.Combine(folder, "workspaces", $"{project.Name}-{Sha1(project.FullName)}-workspace.json");

    void ChangeCredentials(Action<JsonObject> change)
    {
        if (Credentials is not { } file) throw new EngineException("There is no login here: the caller says which backend it means, with PULUMI_BACKEND_URL.", 2);
        var credentials = Read(file) ?? [];
        change(credentials);
        Write(file, credentials);
    }

    static JsonObject Under(JsonObject owner, string name)
    {
        if (owner[name] is JsonObject inner) return inner;
        owner[name] = inner = [];
        return inner;
    }

    static JsonObject? Read(string? file)
    {
        if (file is null || !File.Exists(file)) return null;
        try
        {
            return JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? throw new JsonException("it holds no object");
        }
        catch (JsonException e)
        {
            throw new EngineException($"{file} is damaged: {e.Message.TrimEnd('.')}. Remove it, then log in or select a stack again.", 2, e);
        }
    }

    static void Write(string file, JsonObject content) => StackFiles.WriteDurably(file, Encoding.UTF8.GetBytes(content.ToJsonString(indented) + "\n"));

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    // A name for a file, as the official command makes it; nothing is protected by it.
    static string Sha1(string text)
    {
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        sha1.AppendData(Encoding.UTF8.GetBytes(text));
        return Convert.ToHexStringLower(sha1.GetHashAndReset());
    }
}

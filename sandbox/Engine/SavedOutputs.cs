using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Rpc;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine;

/// <summary>What the stacks of a file backend published, read from their files alone: nothing is started, locked or written.</summary>
/// <param name="backendUrl">As PULUMI_BACKEND_URL names it.</param>
/// <param name="passphrase">Asked only for a state that holds secrets.</param>
public sealed class SavedOutputs(string backendUrl, string project, string workingDirectory, Func<string> passphrase)
{
    /// <exception cref="EngineException">The state is damaged, with how to mend it.</exception>
    /// <returns>Outputs as text; empty for a stack that was never made.</returns>
    public ImmutableSortedDictionary<string, string> Read(string stack)
    {
        if (Find(stack) is not { Exist: true } files)
            return ImmutableSortedDictionary<string, string>.Empty;
        if (!File.Exists(files.Steps) && Plain(files.Checkpoint) is { } plain)
            return plain;
        var (snapshot, _) = new StackStore(files, TimeProvider.System).Load(passphrase, salt: null);
        return (snapshot.Root?.Outputs ?? PropertyMap.Empty).ToImmutableSortedDictionary(output => output.Key, output => Text(output.Value));
    }

    /// <summary>The names of all stacks of the project; none where there is no backend yet.</summary>
    public ImmutableArray<string> Names() =>
        Path.Combine(FileBackend.RootOf(backendUrl, workingDirectory), "stacks", project) is var folder && Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
            : [];

    /// <summary>The files whose change may change what <see cref="Read"/> answers.</summary>
    public ImmutableArray<string> Files(string stack) => Find(stack) is { } files ? [files.Checkpoint, files.Steps] : [];

    /// <summary>Texts at the root of a whole checkpoint need none of the engine; null for everything else, also for what is damaged.</summary>
    static ImmutableSortedDictionary<string, string>? Plain(string checkpoint)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(checkpoint));
            foreach (var resource in document.RootElement.GetProperty("checkpoint").GetProperty("latest").GetProperty("resources").EnumerateArray())
            {
                if (resource.GetProperty("type").GetString() == Urn.RootType)
                    return resource.TryGetProperty("outputs", out var outputs) ? Texts(outputs) : ImmutableSortedDictionary<string, string>.Empty;
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // The engine reads it again, and says what is wrong with it.
        }

        return null;
    }

    static ImmutableSortedDictionary<string, string>? Texts(JsonElement outputs)
    {
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var output in outputs.EnumerateObject())
        {
            if (output.Value.ValueKind != JsonValueKind.String || WireValues.Unknowns.Contains(output.Value.GetString()!))
                return null;
            texts[output.Name] = output.Value.GetString()!;
        }

        return texts.ToImmutable();
    }

    StackFiles? Find(string stack)
    {
        var root = FileBackend.RootOf(backendUrl, workingDirectory);
        return Directory.Exists(root) ? new StackFiles(root, project, stack) : null;
    }

    static string Text(PropertyValue value) => value switch
    {
        PropertyValue.Secret => "[secret]",
        PropertyValue.Null => "",
        PropertyValue.Text text => text.Value,
        PropertyValue.Bool flag => flag.Value.ToString(),
        PropertyValue.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        _ => JsonCodec.Text(value),
    };
}

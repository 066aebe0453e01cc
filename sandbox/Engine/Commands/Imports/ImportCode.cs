using System.Collections.Immutable;
using System.Text.Json;
using Infra.Sandbox.Definitions;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands.Imports;

/// <summary>What a program has to say so that the imported resources stay as they are.</summary>
internal abstract class ImportCode
{
    /// <summary>In the language of a project.</summary>
    public static ImportCode In(string runtime) => runtime switch
    {
        "dotnet" => new CSharpCode(),
        "nodejs" => new JavaScriptCode(),
        _ => throw new EngineException($"The sandbox writes code for the runtimes dotnet and nodejs, not for '{runtime}'; pass --generate-code=false to import without.", 2),
    };

    public abstract string Of(IReadOnlyList<(ImportWish Wish, ResourceState State)> imported, ImmutableSortedDictionary<string, string> names);

    protected static ResourceDefinition? Definition(string type) =>
        Package.Aws.Resources.GetValueOrDefault(type) ?? Package.Kubernetes.Resources.GetValueOrDefault(type);

    /// <summary>What the program gives: secrets are looked for in what was found, and in what the type says. The simulated cloud doesn't tell them, as its files are plain: null stands for them.</summary>
    protected static IEnumerable<(string Name, PropertyValue Value, bool IsSecret)> Inputs(ResourceState state) =>
        from entry in state.Inputs.Shown
        let isSecret = entry.Value is PropertyValue.Null || entry.Value.HasSecret || state.Outputs[entry.Key]?.HasSecret == true || Definition(state.Type)?.Inputs.Any(input => input.Name == entry.Key && input.Secret) == true
        select (entry.Key, entry.Value, isSecret);

    /// <summary>The key of the configuration from which a secret comes.</summary>
    protected static string SecretKey(ImportWish wish, string property) => $"{wish.Name}-{property}";

    /// <summary>How to set the secrets; empty when there are none.</summary>
    protected static string HowToSet(IReadOnlyList<(ImportWish Wish, ResourceState State)> imported) => string.Concat(
        from one in imported
        from input in Inputs(one.State)
        where input.IsSecret
        select $"// Secret, so not written here: set it with `pulumi config set --secret {SecretKey(one.Wish, input.Name)}`.\n");

    /// <summary>The name of the variable that holds a resource; null when it is not among them.</summary>
    protected static string? VariableOf(string urn, IReadOnlyList<(ImportWish Wish, ResourceState State)> imported, ImmutableSortedDictionary<string, string> names) =>
        imported.FirstOrDefault(one => one.Wish.Urn == urn).Wish is { } wish ? Identifier(wish.Variable)
        : names.FirstOrDefault(entry => entry.Value == urn).Key is { } name ? Identifier(name) : null;

    /// <summary>The options that the code has to give, by their names in JavaScript.</summary>
    protected static IEnumerable<(string Name, string Value)> Options(ResourceState state, IReadOnlyList<(ImportWish Wish, ResourceState State)> imported, ImmutableSortedDictionary<string, string> names)
    {
        if (state.Protect) yield return ("protect", "true");
        if (VariableOf(state.Parent, imported, names) is { } parent) yield return ("parent", parent);
        if (state.Provider.Length > 0 && VariableOf(ProviderRegistry.UrnOf(state.Provider), imported, names) is { } provider) yield return ("provider", provider);
    }

    /// <summary><c>web-main</c> as <c>webMain</c>.</summary>
    protected static string Identifier(string name)
    {
        var words = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var joined = string.Concat(words.Select((word, at) => at == 0 ? char.ToLowerInvariant(word[0]) + word[1..] : char.ToUpperInvariant(word[0]) + word[1..]));
        return joined.Length == 0 || char.IsAsciiDigit(joined[0]) || reserved.Contains(joined) ? $"the{joined}" : joined;
    }

    // JSON's texts are texts of C# and of JavaScript, too.
    protected static string Quoted(string text) => JsonSerializer.Serialize(text, quoting);

    static readonly JsonSerializerOptions quoting = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly ImmutableHashSet<string> reserved =
        ["pulumi", "aws", "kubernetes", "config", "default", "new", "class", "function", "public", "private", "static", "export", "import", "const", "let", "var", "for", "in", "is", "if", "do", "this", "base", "null", "true", "false", "object", "string", "event", "lock", "namespace", "internal"];
}

using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Turns a reference to a resource back into the class that a loaded assembly declares for its type.</summary>
internal static class References
{
    public static Resource Resolve(string urn, string? id, string version)
    {
        var (type, name) = Parse(urn);
        if (Class(type, version) is not { } declared) return new DependencyResource(urn);
        var constructor = declared.GetConstructors()
            .Where(constructor => constructor.GetParameters() is [{ ParameterType: var first }, .., { ParameterType: var last }]
                && first == typeof(string) && typeof(ResourceOptions).IsAssignableFrom(last))
            .OrderByDescending(constructor => constructor.GetParameters().Length).FirstOrDefault()
            ?? throw new InvalidOperationException($"{declared.FullName} has no constructor (string name, …, ResourceOptions options), so the reference to {urn} can't become one.");
        ResourceOptions options = id is null ? new ComponentResourceOptions { Urn = urn } : new CustomResourceOptions { Urn = urn };
        var parameters = constructor.GetParameters();
        var arguments = new object?[parameters.Length];
        (arguments[0], arguments[^1]) = (name, options);
        return (Resource)constructor.Invoke(arguments);
    }

    static (string Type, string Name) Parse(string urn)
    {
        var parts = urn.Split("::", 4);
        return parts.Length == 4
            ? (parts[2][(parts[2].LastIndexOf('$') + 1)..], parts[3])
            : throw new InvalidOperationException($"The engine sent '{urn}' where a URN was expected.");
    }

    static Type? Class(string type, string version) =>
        AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic).SelectMany(Types)
            .Select(candidate => (candidate, attribute: candidate.GetCustomAttribute<ResourceTypeAttribute>(inherit: false)))
            .Where(pair => pair.attribute?.Type == type && (version == "" || string.IsNullOrEmpty(pair.attribute.Version) || pair.attribute.Version == version))
            .Select(pair => pair.candidate).FirstOrDefault();

    static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }
}

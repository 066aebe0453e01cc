using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Gives each [Output] property of a resource an output that its registration fills later.</summary>
internal static class OutputSources
{
    /// <param name="isFilled">Whether the engine fills the properties. A local component sets its own; only its URN comes from the engine.</param>
    public static ImmutableDictionary<string, IOutputSource> Attach(Resource resource, bool isFilled)
    {
        var sources = ImmutableDictionary.CreateBuilder<string, IOutputSource>();
        foreach (var property in resource.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is not { } output) continue;
            if (!isFilled && property.DeclaringType != typeof(Resource)) continue;
            var name = output.Name ?? property.Name;
            if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
                throw RunException.OutputsHaveIncorrectType([name]);
            // A private setter is seen only on the type that declares it.
            var declared = property.DeclaringType!.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)!;
            if (declared.SetMethod is null)
                throw new InvalidOperationException($"[Output] {resource.GetType().FullName}.{property.Name} did not have a 'set' method");
            var source = (IOutputSource)Activator.CreateInstance(typeof(OutputSource<>).MakeGenericType(property.PropertyType.GenericTypeArguments), resource)!;
            declared.SetValue(resource, source.Output);
            sources[name] = source;
        }
        return sources.ToImmutable();
    }
}

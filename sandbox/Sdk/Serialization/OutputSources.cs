using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi.Serialization;

/// <summary>Gives each [Output] property of a resource an output that its registration fills later.</summary>
internal static class OutputSources
{
    // A program has thousands of resources, and few types.
    static readonly ConcurrentDictionary<(Type Type, bool IsFilled), ImmutableArray<Slot>> slots = new();

    /// <param name="isFilled">Whether the engine fills the properties. A local component sets its own; only its URN comes from the engine.</param>
    public static ImmutableDictionary<string, IOutputSource> Attach(Resource resource, bool isFilled)
    {
        var sources = ImmutableDictionary.CreateBuilder<string, IOutputSource>();
        foreach (var slot in slots.GetOrAdd((resource.GetType(), isFilled), of => [.. Slots(of.Type, of.IsFilled)]))
        {
            var source = (IOutputSource)slot.Source.Invoke(resource);
            slot.Setter.Invoke(resource, source.Output);
            sources[slot.Name] = source;
        }
        return sources.ToImmutable();
    }

    static IEnumerable<Slot> Slots(Type type, bool isFilled)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<OutputAttribute>() is not { } output) continue;
            if (!isFilled && property.DeclaringType != typeof(Resource)) continue;
            var name = output.Name ?? property.Name;
            if (!property.PropertyType.IsConstructedGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Output<>))
                throw RunException.OutputsHaveIncorrectType([name]);
            // A private setter is seen only on the type that declares it.
            var declared = property.DeclaringType!.GetProperty(property.Name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)!;
            if (declared.SetMethod is not { } setter)
                throw new InvalidOperationException($"[Output] {type.FullName}.{property.Name} did not have a 'set' method");
            var source = typeof(OutputSource<>).MakeGenericType(property.PropertyType.GenericTypeArguments);
            yield return new(name, ConstructorInvoker.Create(source.GetConstructors().Single()), MethodInvoker.Create(setter));
        }
    }

    sealed record Slot(string Name, ConstructorInvoker Source, MethodInvoker Setter);
}

using System.Collections.Immutable;
using System.Reflection;

namespace Pulumi;

public class Stack : ComponentResource
{
    internal const string TypeName = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(
            TypeName,
            Deployment.Required.RootName,
            new ComponentResourceOptions { ResourceTransformations = options?.ResourceTransformations ?? [], ResourceTransforms = options?.ResourceTransforms ?? [] }) =>
        Deployment.Required.Stack = this;

    internal Stack(Func<Task<IDictionary<string, object?>>> program, StackOptions? options) : this(options)
    {
        Outputs = Output.Create(RunAsync(program));
        RegisterOutputs(Outputs);
    }

    internal Output<IDictionary<string, object?>> Outputs { get; private set; } =
        Output.Create<IDictionary<string, object?>>(ImmutableDictionary<string, object?>.Empty);

    /// <summary>The outputs of a stack class are its [Output] properties; its constructor must have set them.</summary>
    internal void RegisterPropertyOutputs()
    {
        var outputs = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.DeclaringType!.IsAssignableFrom(typeof(Stack)) && property.IsDefined(typeof(OutputAttribute)))
            .ToDictionary(property => property.GetCustomAttribute<OutputAttribute>()!.Name ?? property.Name, property => property.GetValue(this));

        var missing = outputs.Where(output => output.Value is null).Select(output => output.Key).ToList();
        if (missing.Count > 0)
            throw new RunException($"Output(s) '{string.Join(", ", missing)}' have no value assigned. [Output] attributed properties must be assigned inside Stack constructor.");
        var wrong = outputs.Where(output => output.Value is not IOutput).Select(output => output.Key).ToList();
        if (wrong.Count > 0) throw RunException.OutputsHaveIncorrectType(wrong);

        Outputs = Output.Create<IDictionary<string, object?>>(outputs);
        RegisterOutputs(Outputs);
    }

    static async Task<IDictionary<string, object?>> RunAsync(Func<Task<IDictionary<string, object?>>> program) =>
        (await program()).ToImmutableDictionary();
}

using Google.Protobuf.WellKnownTypes;

namespace Infra.Policies.Sdk.Testing;

/// <summary>Asks a rule in a unit test as an engine would, at the level mandatory; any test framework will do.</summary>
/// <remarks>Properties are an object's own, such as <c>new { image = "shop/web:latest" }</c>: of a resource called "web", of the first type that the rule looks at.</remarks>
public sealed class RuleTest(Rule rule)
{
    Struct? settings;

    /// <summary>The same rule, configured.</summary>
    /// <param name="settings">By name, such as <c>new { days = 30 }</c>.</param>
    public RuleTest With(object settings) => new(rule) { settings = Wires.Fields(settings) };

    /// <exception cref="RuleTestException">The rule says something against it, or has nothing to say.</exception>
    public void Passes(object properties) => Passes(Alone(properties));

    /// <inheritdoc cref="Passes(object)"/>
    public void Passes(params GivenResource[] stack) => Hold(Expected.Passes, stack);

    /// <returns>What the rule says, a line for each finding.</returns>
    /// <exception cref="RuleTestException">The rule says nothing against it.</exception>
    public string Violates(object properties) => Violates(Alone(properties));

    /// <inheritdoc cref="Violates(object)"/>
    public string Violates(params GivenResource[] stack) => Hold(Expected.Violates, stack);

    /// <returns>What the rule says of what isn't known yet.</returns>
    /// <exception cref="RuleTestException">The rule does not do as its <see cref="Rule.WhenUnknown"/> has it.</exception>
    public string Unknown(object properties) => Unknown(Alone(properties));

    /// <inheritdoc cref="Unknown(object)"/>
    public string Unknown(params GivenResource[] stack) => Hold(Expected.Unknown, stack);

    /// <exception cref="RuleTestException">The rule judges it.</exception>
    public void NotApplicable(object properties) => NotApplicable(Alone(properties));

    /// <inheritdoc cref="NotApplicable(object)"/>
    public void NotApplicable(params GivenResource[] stack) => Hold(Expected.NotApplicable, stack);

    /// <exception cref="RuleTestException">The rule's remedy makes something else of it.</exception>
    public void Mends(object from, object to) => Hold(Expected.Mended, [Alone(from), Alone(to)]);

    GivenResource Alone(object properties) => Given.Resource(rule.Types[0], "web", properties);

    string Hold(Expected expected, GivenResource[] resources)
    {
        if (resources.Length == 0 || (rule is ResourceRule && expected != Expected.Mended && resources.Length > 1))
            throw new ArgumentException($"A rule about {(rule is ResourceRule ? "resources judges one" : "stacks judges one or more resources")} at a time.", nameof(resources));
        // A test framework's context might have kept this very thread for what is waited for.
        var result = Task.Run(() => CaseRunner.RunAsync(rule, new(expected, [.. resources.Select(resource => resource.Case)], settings, ""))).GetAwaiter().GetResult();
        return result.Complaint is null ? string.Join('\n', result.Said) : throw new RuleTestException($"{rule.Name}, {expected}: {result.Complaint}");
    }
}

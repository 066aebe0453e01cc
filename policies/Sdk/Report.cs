using System.Diagnostics.CodeAnalysis;

namespace Infra.Policies.Sdk;

/// <summary>Takes what one rule finds. Messages are complete here: what is wrong, why it matters, what to do.</summary>
public sealed class Report
{
    readonly Rule rule;
    readonly Level level;
    readonly Settings settings;
    readonly Redaction redaction;
    readonly List<Finding> findings = [];
    readonly string urn = "";

    internal Report(Rule rule, Level level, Settings settings, Redaction redaction) => (this.rule, this.level, this.settings, this.redaction) = (rule, level, settings, redaction);

    Report(Report whole, string urn) : this(whole.rule, whole.level, whole.settings, whole.redaction) => (findings, this.urn) = (whole.findings, urn);

    /// <summary>What the configuration sets for the rule.</summary>
    public Settings Settings => settings;

    internal IReadOnlyList<Finding> Findings => findings;

    /// <summary>Another report of the same rule, whose findings nobody sees.</summary>
    internal Report Aside() => new(rule, level, settings, redaction);

    /// <summary>The same report, about one resource of the stack.</summary>
    public Report About(Resource resource) => new(this, resource.Urn);

    /// <param name="what">What is wrong: a sentence with names and numbers.</param>
    /// <param name="mend">What to do here, where the rule's own sentence is too general.</param>
    public void Violation(string what, string? mend = null) => Add(level, $"{what} {rule.Because} {mend ?? rule.Mend}");

    /// <summary>Checks every item, so that one which is not known yet does not hide what the others show.</summary>
    public void Each<T>(IEnumerable<T> items, Action<T> check)
    {
        foreach (var item in items) Try(() => check(item));
    }

    /// <summary>Runs a check or a part of one.</summary>
    public void Try(Action check)
    {
        try
        {
            check();
        }
        catch (UnknownValueException unknown)
        {
            Unknown(unknown.Path);
        }
        catch (UnreadableValueException unreadable)
        {
            Add(level, $"{unreadable.Message} What the rule '{rule.Name}' judges can't be seen in it, so it counts as violated: {rule.Demand} Write it as the provider documents it.");
        }
    }

    /// <summary>Ends the check: the rule has nothing to say of this resource or stack.</summary>
    /// <param name="reason">Shown to those who ask what was not judged.</param>
    [DoesNotReturn]
    public void NotApplicable(string reason) => throw new NotApplicableException(reason);

    /// <summary>A rule that throws or hangs is a finding of its own: it closes the door as a violation would.</summary>
    /// <param name="how">Such as "failed on Bucket 'web'".</param>
    internal void Failed(string how, string? about = null) => findings.Add(new(level, redaction.Clean(
        $"The rule '{rule.Name}' itself {how}, so nobody knows whether this holds: {rule.Demand} "
        + $"This counts as violated. Report it to the pack's authors; until it is mended, set {{\"{rule.Name}\": \"disabled\"}} in the policy configuration if you have checked it by hand."), about ?? urn));

    void Unknown(string path)
    {
        switch (rule.WhenUnknown)
        {
            case WhenUnknown.Skip:
                break;
            case WhenUnknown.Advise:
                Defer($"{path} is not known before the update, so this preview can't say whether it holds: {rule.Demand} The update judges it before it acts.");
                break;
            case WhenUnknown.Violation:
                Violation($"{path} is not known before the update, and this must be certain before anything moves: {rule.Demand}");
                break;
        }
    }

    void Defer(string message) => findings.Add(new(Level.Advisory, redaction.Clean(message), urn) { IsDeferred = true });

    void Add(Level at, string message) => findings.Add(new(at, redaction.Clean(message), urn));
}

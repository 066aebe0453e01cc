using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.Events;
using Infra.Sandbox.Engine.Values;

namespace Infra.Sandbox.Engine.Commands;

/// <summary>Events as plain lines for people.</summary>
internal sealed class Display(Invocation invocation, OperationRequest request, string stack)
{
    public void Begin() => invocation.Say($"{(request.IsPreview ? "Previewing " : "")}{Verb} ({stack}):");

    public void Show(EngineEvent happened)
    {
        switch (happened)
        {
            case { Kind: "resOutputsEvent", Step: { IsInternal: false } step } when step.Op is not (Op.Same or Op.CreateReplacement or Op.DeleteReplaced or Op.Read):
                invocation.Say($" {Sign(step.Op)} {step.Subject.Type} {Urn.Name(step.Urn)} {step.Op.Word}{(step.Diff.Count > 0 ? $" [{string.Join(",", step.Diff.Keys.Select(PropertyDiff.Root).Distinct())}]" : "")}");
                break;
            case { Severity: "error" or "warning" }:
                invocation.Say($"  {(happened.Urn is { Length: > 0 } urn ? $"{Urn.Type(urn)} ({Urn.Name(urn)}): " : "")}{happened.Severity}: {happened.Text.TrimEnd()}");
                break;
            case { Severity: "info" or "info#err" }:
                invocation.Say($"  {happened.Text.TrimEnd()}");
                break;
        }
    }

    public void End(OperationOutcome outcome)
    {
        if (outcome.Outputs is { Count: > 0 } outputs && request.Kind == OperationKind.Update)
        {
            invocation.Say("Outputs:");
            foreach (var (name, value) in outputs) invocation.Say($"    {name}: {Shown(value)}");
        }
        invocation.Say("Resources:");
        foreach (var (op, count) in outcome.Summary.Changes) invocation.Say($"    {count} {op}");
        invocation.Say($"Duration: {outcome.Summary.Duration.TotalSeconds:0.0}s");
    }

    string Verb => request.Kind switch
    {
        OperationKind.Update => request.IsPreview ? "update" : "Updating",
        OperationKind.Refresh => request.IsPreview ? "refresh" : "Refreshing",
        OperationKind.Destroy => request.IsPreview ? "destroy" : "Destroying",
    };

    static string Shown(PropertyValue value) => value switch
    {
        PropertyValue.Secret => "[secret]",
        { HasUnknown: true } => "[unknown]",
        _ => JsonText.Of(json => JsonCodec.Write(json, value, (inner, _, _) => inner.WriteStringValue("[secret]"), ""), indented: false),
    };

    static string Sign(Op op) => op switch
    {
        Op.Create or Op.CreateReplacement => "+ ",
        Op.Delete or Op.DeleteReplaced or Op.Discard or Op.DiscardReplaced => "- ",
        Op.Replace => "+-",
        Op.Read or Op.ReadReplacement => "> ",
        _ => "~ ",
    };
}

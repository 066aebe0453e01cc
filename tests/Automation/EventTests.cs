using Pulumi.Automation;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace Infra.Tests.Automation;

public sealed class EventTests
{
    [Fact]
    public void An_event_of_a_step_has_its_states_and_its_differences()
    {
        var read = Read(
            """
            {"sequence":7,"timestamp":1763683200,"resOutputsEvent":{"metadata":{"op":"create-replacement","urn":"urn:a","type":"t","old":null,
              "new":{"type":"t","urn":"urn:a","id":"i","custom":true,"parent":"p","inputs":{"n":1,"f":1.5,"on":"2026-11-20T00:00:00Z"},"outputs":{"l":[1,"x"]},"provider":"pr"},
              "keys":["a"],"diffs":["b"],"detailedDiff":{"b":{"diffKind":"update-replace","inputDiff":true}},"logical":true,"provider":"pr"}}}
            """);

        Assert.Equal((7, 1763683200), (read.Sequence, read.Timestamp));
        var step = read.ResourceOutputsEvent!.Metadata;
        Assert.Equal((OperationType.CreateReplacement, "urn:a"), (step.Op, step.Urn));
        Assert.Equal((DiffKind.UpdateReplace, true), (step.DetailedDiff!["b"].Kind, step.DetailedDiff["b"].InputDiff));
        Assert.Equal((1L, 1.5), (step.New!.Inputs["n"], step.New.Inputs["f"]));
        Assert.IsType<DateTime>(step.New.Inputs["on"]);
        Assert.Equal(["a"], step.Keys!.Value);
    }

    [Fact]
    public void An_event_of_a_kind_that_nobody_knows_is_passed_over()
    {
        var read = Read("""{"sequence":1,"timestamp":1,"policyAnalyzeSummaryEvent":{"passed":["a"]}}""");

        Assert.Null(read.PolicyEvent);
        Assert.Null(read.SummaryEvent);
    }

    [Fact]
    public void Diagnostics_policies_and_failures_are_read()
    {
        Assert.Equal("error", Read("""{"sequence":1,"timestamp":1,"diagnosticEvent":{"urn":"u","message":"m","color":"never","severity":"error","ephemeral":true}}""").DiagnosticEvent!.Severity);
        Assert.Equal("mandatory", Read("""{"sequence":1,"timestamp":1,"policyEvent":{"message":"m","color":"c","policyName":"n","policyPackName":"p","policyPackVersion":"1","policyPackVersionTag":"1","enforcementLevel":"mandatory"}}""").PolicyEvent!.EnforcementLevel);
        Assert.Equal(2, Read("""{"sequence":1,"timestamp":1,"resOpFailedEvent":{"metadata":{"op":"discard","urn":"u","type":"t","provider":""},"status":1,"steps":2}}""").ResourceOperationFailedEvent!.Steps);
        Assert.Equal("v", Read("""{"sequence":1,"timestamp":1,"preludeEvent":{"config":{"k":"v"}}}""").PreludeEvent!.Config["k"]);
        Assert.NotNull(Read("""{"sequence":1,"timestamp":1,"resourcePreEvent":{"metadata":{"op":"same","urn":"u","type":"t","provider":""},"planning":true}}""").ResourcePreEvent);
        Assert.NotNull(Read("""{"sequence":1,"timestamp":1,"cancelEvent":{}}""").CancelEvent);
        Assert.Equal("m", Read("""{"sequence":1,"timestamp":1,"stdoutEvent":{"message":"m","color":"c"}}""").StandardOutputEvent!.Message);
    }

    static EngineEvent Read(string json) => new LocalSerializer().DeserializeJson<EngineEvent>(json);
}

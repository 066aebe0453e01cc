using System.Text.Json.Serialization;
using Infra.Catalog;

namespace Infra.Orchestrator.Rollouts;

/// <summary>One step of a plan; <see cref="Says"/> is how a person reads it. The family is closed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "step")]
[JsonDerivedType(typeof(Preview), "preview")]
[JsonDerivedType(typeof(Detach), "detach")]
[JsonDerivedType(typeof(Drain), "drain")]
[JsonDerivedType(typeof(Provision), "provision")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(Attach), "attach")]
[JsonDerivedType(typeof(Smoke), "smoke")]
[JsonDerivedType(typeof(Mirror), "mirror")]
[JsonDerivedType(typeof(Shift), "shift")]
[JsonDerivedType(typeof(Bake), "bake")]
[JsonDerivedType(typeof(Verify), "verify")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Promote), "promote")]
[JsonDerivedType(typeof(Warm), "warm")]
[JsonDerivedType(typeof(Retire), "retire")]
[JsonDerivedType(typeof(Return), "return")]
[JsonDerivedType(typeof(Reconcile), "reconcile")]
public abstract record PlannedStep
{
    private PlannedStep(string id) => Id = id;

    /// <summary>Unique in its plan; effects are idempotent by it.</summary>
    public string Id { get; }

    [JsonIgnore]
    public abstract string Says { get; }

    public sealed record Preview(string Id) : PlannedStep(Id)
    {
        public override string Says => "preview all stacks under the policies";
    }

    public sealed record Detach(string Id, Colour Side) : PlannedStep(Id)
    {
        public override string Says => $"take {Side.Word} out of the traffic rule";
    }

    public sealed record Drain(string Id, Colour Side, TimeSpan For) : PlannedStep(Id)
    {
        public override string Says => $"let {Side.Word} finish what it began, {For.Words}";
    }

    public sealed record Provision(string Id, Colour Side, Release Release) : PlannedStep(Id)
    {
        public override string Says => $"provision {Side.Word} with {Release.Name}";
    }

    public sealed record Ready(string Id, Colour Side, TimeSpan Within) : PlannedStep(Id)
    {
        public override string Says => $"all of {Side.Word} healthy within {Within.Words}";
    }

    public sealed record Attach(string Id, Colour Side) : PlannedStep(Id)
    {
        public override string Says => $"put {Side.Word} into the traffic rule at 0%";
    }

    public sealed record Smoke(string Id, Colour Side, string Path, int Requests) : PlannedStep(Id)
    {
        public override string Says => $"ask {Side.Word} itself for {Path}, {(Requests == 1 ? "once" : $"{Requests} times")}";
    }

    /// <param name="Share">Zero ends it.</param>
    public sealed record Mirror(string Id, Colour Side, Weight Share) : PlannedStep(Id)
    {
        public override string Says => Share == Weight.Zero ? $"send {Side.Word} no more copies" : $"send {Side.Word} copies of {Share} of users' requests";
    }

    public sealed record Shift(string Id, Colour Side, Weight Weight) : PlannedStep(Id)
    {
        public override string Says => $"give {Side.Word} {Weight}";
    }

    public sealed record Bake(string Id, TimeSpan For) : PlannedStep(Id)
    {
        public override string Says => $"watch for at least {For.Words}";
    }

    /// <param name="Within">At most; requests that were begun before the shift may take that long to end.</param>
    public sealed record Verify(string Id, Colour Side, TimeSpan Within) : PlannedStep(Id)
    {
        public override string Says => $"see that users are on {Side.Word}, within {Within.Words}";
    }

    public sealed record Pause(string Id, TimeSpan For) : PlannedStep(Id)
    {
        public override string Says => $"wait {For.Words}";
    }

    public sealed record Promote(string Id, Colour Side) : PlannedStep(Id)
    {
        public override string Says => $"{Side.Word} serves, and is protected";
    }

    public sealed record Warm(string Id, Colour Side, TimeSpan For) : PlannedStep(Id)
    {
        public override string Says => $"keep {Side.Word} warm and watch for {For.Words}";
    }

    public sealed record Retire(string Id, Colour Side) : PlannedStep(Id)
    {
        public override string Says => $"{Side.Word} declares nothing any more";
    }

    /// <summary>In no plan: what is done when the evidence turns bad.</summary>
    public sealed record Return(string Id, Colour To) : PlannedStep(Id)
    {
        public override string Says => $"return traffic to {To.Word}";
    }

    /// <summary>In no plan: brings the stacks to what <see cref="Return"/> did directly.</summary>
    public sealed record Reconcile(string Id, Colour Serving) : PlannedStep(Id)
    {
        public override string Says => $"tell the stacks that {Serving.Word} serves";
    }
}

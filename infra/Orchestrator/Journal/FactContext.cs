using System.Text.Json.Serialization;
using Infra.Catalog.Rollouts;
using Infra.Orchestrator.Rollouts;

namespace Infra.Orchestrator.Journal;

/// <summary>The shapes of facts, worked out when this is built: at run time that takes longer than reading a journal.</summary>
[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(Fact.Failed), TypeInfoPropertyName = "FailedFact")]
[JsonSerializable(typeof(PlannedStep.Mirror), TypeInfoPropertyName = "MirrorStep")]
[JsonSerializable(typeof(GateSpec.Errors))]
[JsonSerializable(typeof(GateSpec.Slow))]
internal sealed partial class FactContext : JsonSerializerContext;
